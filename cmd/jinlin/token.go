package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// tokenCommand makes a token for the program of a seat. Whoever can run it holds
// the instance in their hands anyway; it leaves its trail all the same.
type tokenCommand struct {
	instance
	Seat  string `help:"Id of a seat that somebody holds, or a kind of seat (grid_worker): the first one held." required:""`
	Label string `help:"What the token is for." default:"命令行"`
}

func (c *tokenCommand) Run(ctx context.Context) error {
	a, err := c.open(ctx)
	if err != nil {
		return err
	}
	realms, err := a.Realms(ctx)
	if err == nil && len(realms) == 0 {
		err = errors.New("还没有建立：请先在浏览器里完成第一次启用")
	}
	for _, realm := range realms { // the first that has such a seat
		by, text := access.Actor{Realm: realm, System: "token"}, ""
		err = a.Stage.Do(ctx, by, func(x *act.Act) error {
			seat, person, err := findSeat(x.View, c.Seat)
			if err != nil {
				return err
			}
			text, err = auth.MakeToken(x, seat.Thing(), auth.Token{Person: person, Seat: int64(seat.ID), Label: c.Label})
			return err
		})
		if err == nil {
			fmt.Println(text)
			break
		}
	}
	return errors.Join(err, a.Close())
}

// findSeat is the seat with an id, or the first of a kind that somebody holds.
func findSeat(v *act.View, text string) (org.Seat, int64, error) {
	seats, err := org.Seats(v, org.SeatFilter{Kind: access.SeatKind(text)})
	if number, e := id.Parse[org.Seat](text); e == nil {
		s, e := org.GetSeat(v, number)
		seats, err = []org.Seat{s}, e
	}
	if err != nil {
		return org.Seat{}, 0, err
	}
	for _, s := range seats {
		held, err := org.Holders(v, s.ID)
		if err != nil {
			return org.Seat{}, 0, err
		}
		if len(held[s.ID]) > 0 {
			return s, int64(held[s.ID][0]), nil
		}
	}
	return org.Seat{}, 0, fmt.Errorf("没有找到有人担任的岗位 %q", text)
}
