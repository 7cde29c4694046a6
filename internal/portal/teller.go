package portal

import (
	"strconv"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/notify"
)

// teller tells one piece of news.
type teller struct {
	*act.Act
	m    matter.Matter
	step int
	args []string
}

// speakers tells who raised the matter, their proxy and those who follow it.
func (t teller) speakers(s saying, _ matter.Told) error {
	if s.speaker == "" {
		return nil
	}
	speakers, err := matter.Speakers(t.View, t.m)
	if err != nil {
		return err
	}
	for _, p := range speakers {
		if err := t.tell(p, s.speaker, "/matters/"); err != nil {
			return err
		}
	}
	return nil
}

// holder tells whoever holds the seat that answers now.
func (t teller) holder(s saying, told matter.Told) error {
	if s.holder == "" {
		return nil
	}
	seat := told.Seat
	if seat.IsZero() {
		seat = t.m.Seat
	}
	return t.seats(s.holder, "/field/matters/", seat)
}

// before tells whoever held the seat that answered before.
func (t teller) before(s saying, told matter.Told) error {
	if s.before == "" {
		return nil
	}
	return t.seats(s.before, inbox, told.Before)
}

// upper tells the level above the seat that answers.
func (t teller) upper(s saying, _ matter.Told) error {
	if s.upper == "" {
		return nil
	}
	above, err := matter.Uppers(t.View, t.m)
	if err != nil {
		return err
	}
	return t.seats(s.upper, "/desk/matters/", seatIDs(above)...)
}

// desk tells the desk of the community, where there is one.
func (t teller) desk(s saying, _ matter.Told) error {
	if s.desk == "" || t.m.Community.IsZero() {
		return nil
	}
	desk, err := org.SeatsFor(t.View, t.m.Community, org.CommunitySecretary, org.CommunityWorker)
	if err != nil {
		return err
	}
	return t.seats(s.desk, "/desk/matters/", seatIDs(desk)...)
}

func seatIDs(seats []org.Seat) []org.SeatID {
	ids := make([]org.SeatID, len(seats))
	for i, s := range seats {
		ids[i] = s.ID
	}
	return ids
}

func (t teller) seats(words, link string, seats ...org.SeatID) error {
	held, err := org.Holders(t.View, seats...)
	if err != nil {
		return err
	}
	for _, s := range seats {
		for _, p := range held[s] {
			if err := t.tell(p, words, link); err != nil {
				return err
			}
		}
	}
	return nil
}

// inbox is where a message leads whose reader has nothing to do with the matter
// any more.
const inbox = "/field"

// tell sends one message.
func (t teller) tell(p people.ID, words, link string) error {
	to := link
	if link != inbox {
		to += t.m.ID.String()
	}
	return notify.Tell(t.Act, notify.Message{
		Person: id.Any(p), Key: t.m.ID.String() + "/" + strconv.Itoa(t.step) + link, Kind: "matter",
		Words: words, Args: t.args, Link: to, Place: id.Any(t.m.Place), Path: access.Path(t.m.Path),
	})
}
