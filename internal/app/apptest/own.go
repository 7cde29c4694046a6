package apptest

import (
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/notify"
)

// first is made once: hashing takes its time.
var first = auth.MakeFirst()

// own gives the side one of everything else that an address can name.
func (h *House) own(s *Side) {
	h.T.Helper()
	h.System(func(a *act.Act) error {
		if err := s.pin(a); err != nil {
			return err
		}
		if err := s.entrust(a); err != nil {
			return err
		}
		return s.family(a)
	})
	h.As(h.Actor(s.Holders[org.CommunitySecretary]), func(a *act.Act) (err error) {
		s.Hold, err = people.PlaceHold(a, people.Hold{Person: s.Resident, Reason: "调解没有完", Basis: "人民调解法第27条"})
		return err
	})
	h.As(h.Actor(s.Resident), func(a *act.Act) (err error) {
		if s.Delegation, err = people.Delegate(a, people.Delegation{
			Person: s.Resident, Agent: s.Neighbour, Agreed: "当面同意", Since: a.At, Until: a.At.Add(24 * time.Hour),
		}); err != nil {
			return err
		}
		if s.Dispatched, err = matter.Raise(a, matter.New{Place: s.Home, Channel: matter.ChannelPage, Words: "门口的树太高，" + s.Canary}); err != nil {
			return err
		}
		s.Request, err = people.Ask(a, s.Resident, people.AskExplain, "请说明")
		return err
	})
	worker := h.Actor(s.Holders[org.CommunityWorker])
	roster, err := people.Importer{Stage: h.Stage, By: worker}.Read(h.T.Context(), s.Compound.ID, table("小区,楼栋,单元,房号,姓名\n试点,1幢,1单元,501,"+s.Canary+"\n"))
	if err != nil {
		h.T.Fatal(err)
	}
	s.Roster = roster.ID
	h.System(func(a *act.Act) error {
		if err := matter.Dispatch(a, matter.Ref{ID: s.Dispatched}, matter.Handover{Seat: s.Seats[org.CommunityWorker]}); err != nil {
			return err
		}
		return s.remember(a.View)
	})
}

func table(text string) people.Source {
	return people.Source{Name: "名册.csv", File: strings.NewReader(text), Size: int64(len(text))}
}

// pin posts the codes at the doors and writes a row of the catalogue of duties
// that nothing falls under.
func (s *Side) pin(a *act.Act) error {
	if _, err := matter.PostDoors(a, s.Compound.ID); err != nil {
		return err
	}
	doors, err := matter.Doors(a.View, s.Compound.ID)
	if err != nil {
		return err
	}
	s.Door = doors[0].ID
	all, err := matter.Categories(a.View)
	if err != nil {
		return err
	}
	s.Route, err = matter.AddRoute(a, matter.Route{Place: s.Community.ID, Category: all[len(all)-1].ID, SeatKind: org.CommunityWorker})
	return err
}

// entrust gives the resident a neighbour who acts for them, an account and a
// message that could not be delivered; the worker gets a program's token.
func (s *Side) entrust(a *act.Act) (err error) {
	s.Neighbour, err = people.Register(a, people.New{Name: "邻居" + s.Canary, Place: s.Building.ID, Told: "测试"})
	if err != nil {
		return err
	}
	thing := access.Thing{Kind: "person", ID: int64(s.Resident), Path: s.Building.Path}
	if _, err := auth.Open(a, thing, auth.NewAccount{Person: int64(s.Resident), Name: "resident." + s.Resident.String(), First: first}); err != nil {
		return err
	}
	if err := notify.Tell(a, notify.Message{
		Person: id.Any(s.Neighbour), Key: "test", Kind: "test", Words: "告诉" + s.Canary, Place: id.Any(s.Building.ID), Path: s.Building.Path,
	}); err != nil {
		return err
	}
	seat, err := org.GetSeat(a.View, s.Seats[org.CommunityWorker])
	if err != nil {
		return err
	}
	_, err = auth.MakeToken(a, seat.Thing(), auth.Token{Person: int64(s.Holders[org.CommunityWorker]), Seat: int64(seat.ID), Label: "测试"})
	return err
}

// family gives the resident a guardian and a child.
func (s *Side) family(a *act.Act) (err error) {
	for role, into := range map[string]*people.ID{"母亲": &s.Guardian, "孩子": &s.Ward} {
		if *into, err = people.Register(a, people.New{Name: role + s.Canary, Place: s.Home, Told: "测试"}); err != nil {
			return err
		}
	}
	if err := people.Guard(a, people.Guardianship{Child: s.Resident, Guardian: s.Guardian, Relation: "母亲", Evidence: "户口簿"}); err != nil {
		return err
	}
	return people.Guard(a, people.Guardianship{Child: s.Ward, Guardian: s.Resident, Relation: "父亲", Evidence: "户口簿"})
}

// remember looks up what was made along the way.
func (s *Side) remember(v *act.View) error {
	person, err := people.Get(v, s.Resident)
	if err != nil {
		return err
	}
	s.Phone = person.Phones[0].ID
	standings, err := people.StandingsIn(v, s.Home)
	if err != nil {
		return err
	}
	s.Standing = standings[s.Home][0].ID
	held, err := org.Appointments(v, s.Seats[org.GridWorker])
	if err != nil {
		return err
	}
	s.Appointment = held[0].ID
	tokens, err := auth.Tokens(v, int64(s.Holders[org.CommunityWorker]))
	if err != nil {
		return err
	}
	s.Token = tokens[0].ID
	waiting, err := notify.Waiting(v, 0, 100)
	for _, m := range waiting {
		if people.ID(m.Person) == s.Neighbour {
			s.Message = m.ID
		}
	}
	return err
}
