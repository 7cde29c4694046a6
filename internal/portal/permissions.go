package portal

import (
	"slices"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
)

// Permission is one line of who may do what, for people to read.
type Permission struct {
	Code access.Capability
	Ways []Way
}

// Way is how somebody comes to be allowed, and for a way of seats by which.
type Way struct {
	How   string // in Chinese: "在自己负责的地方"
	Seats []access.SeatKind
}

// hows says in Chinese how one stands to a thing.
var hows = map[access.Relation]string{
	access.Anyone: "谁都可以", access.SignedIn: "登录了就可以", access.AtDoor: "扫门口的码，不用账号", access.Public: "公开的",
	access.Author: "自己的", access.Handler: "交到这个岗位手上的", access.Within: "在这个岗位负责的地方", access.Seated: "担任这个岗位，不分地方",
	access.Lives: "住在那里的人", access.Against: "被投诉的一方",
}

// Permissions are what a policy grants, in its order; with a kind of seat, only
// what a holder of it may do by it.
func Permissions(p *access.Policy, seat access.SeatKind) (out []Permission) {
	for _, g := range p.Grants {
		if seat != "" && !slices.Contains(g.Seats, seat) {
			continue
		}
		i := slices.IndexFunc(out, func(l Permission) bool { return l.Code == g.Can })
		if i < 0 {
			i, out = len(out), append(out, Permission{Code: g.Can})
		}
		out[i].Ways = append(out[i].Ways, Way{hows[g.Relation], g.Seats})
	}
	return out
}

// Refused are the capabilities that whoever is complained of never has.
func Refused(p *access.Policy) (out []access.Capability) {
	for _, d := range p.Denials {
		if d.Relation == access.Against {
			out = append(out, d.Cannot)
		}
	}
	return out
}
