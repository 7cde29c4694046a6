package matter

import (
	"slices"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// ladder is the kinds of seat that a matter climbs to. Which levels there are is
// told by where such seats stand, not by this list.
var ladder = []access.SeatKind{
	org.GridLead, org.CommunityWorker, org.CommunitySecretary, org.SubdistrictWorker, org.SubdistrictLead, org.DistrictOffice,
}

// answering is the kinds of seat that may answer for a matter.
var answering = append([]access.SeatKind{
	org.GridWorker, org.BuildingLead, org.PropertyManager, org.PropertyWorker, org.CommitteeChair, org.ExecutiveSecretary,
	org.PartnerContact, org.Mediator, org.CommunityPolice, org.TeamLead,
}, ladder...)

// communitySeats are the seats of the residents' committee, which nothing
// outside its duty list may be handed to as the lead (Organic Law of Urban
// Residents' Committees art. 43; Beijing regulation on swift response art. 17).
var communitySeats = []access.SeatKind{org.CommunitySecretary, org.CommunityWorker}

// levels are the kinds of place from high to low.
var levels = place.Kinds()

// above says whether one level is higher than another; the empty one is lowest.
func above(a, b place.Kind) bool {
	if a == "" || b == "" {
		return a != ""
	}
	return slices.Index(levels, a) < slices.Index(levels, b)
}

// holder is a seat with the level of its place.
type holder struct {
	org.Seat
	level place.Kind
}

// holderOf gives a seat that somebody holds now.
func holderOf(v *act.View, seat org.SeatID) (holder, error) {
	s, err := org.GetSeat(v, seat)
	if errs.KindOf(err) == errs.NotFound || err == nil && !s.Open() {
		return holder{}, errs.Invalidf("seat", "matter.seat", "请选择一个岗位")
	}
	if err != nil {
		return holder{}, err
	}
	held, err := held(v, []org.Seat{s})
	if err != nil {
		return holder{}, err
	}
	if len(held) == 0 {
		return holder{}, errs.Invalidf("seat", "matter.vacant", "这个岗位现在没有人，请换一个")
	}
	return leveled(v, s)
}

func leveled(v *act.View, s org.Seat) (holder, error) {
	p, err := place.Get(v, s.Place)
	return holder{s, p.Kind}, err
}

// held keeps the seats that somebody holds now.
func held(v *act.View, seats []org.Seat) ([]org.Seat, error) {
	if len(seats) == 0 {
		return nil, nil
	}
	ids := make([]org.SeatID, len(seats))
	for i, s := range seats {
		ids[i] = s.ID
	}
	holders, err := org.Holders(v, ids...)
	return slices.DeleteFunc(slices.Clone(seats), func(s org.Seat) bool { return len(holders[s.ID]) == 0 }), err
}

// handTo makes the seat the one that must answer.
func (m *Matter) handTo(h holder) {
	m.Seat, m.Org, m.Level, m.Unrouted = h.ID, h.Organization, h.level, false
	if above(h.level, m.Reach) {
		m.Reach = h.level
	}
}

// suits says why a seat cannot answer for the matter; override lets a community
// have what is outside its duty list.
func (m *Matter) suits(s org.Seat, duty bool, override string) error {
	switch {
	case !m.Path.Within(s.Path):
		return errs.Invalidf("seat", "matter.elsewhere", "这个岗位管不到这件事的地方，请换一个")
	case !m.Against.IsZero() && s.Organization == m.Against:
		return errs.Invalidf("seat", "matter.against", "这件事投诉的就是这个单位，不能派给它")
	case !duty && override == "" && slices.Contains(communitySeats, s.Kind):
		return errs.Invalidf("seat", "matter.duty", "这类事不在社区职责清单里，不能派给社区主办；确有必要的请写明理由")
	}
	return nil
}

func (m *Matter) suited(seats []org.Seat, duty bool) []org.Seat {
	return slices.DeleteFunc(seats, func(s org.Seat) bool { return m.suits(s, duty, "") != nil })
}

// Uppers lists the seats one level above the one that answers: where the matter
// can be escalated to. No level with somebody on it is left out.
func Uppers(v *act.View, m Matter) ([]org.Seat, error) {
	all, err := uppers(v, m)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	next := all[0].Path
	return slices.DeleteFunc(all, func(s org.Seat) bool { return s.Path != next }), nil
}

// uppers lists every seat of the ladder above the one that answers, the nearest
// first.
func uppers(v *act.View, m Matter) ([]org.Seat, error) {
	duty, err := onDuty(v, m.Category, m.Path)
	if err != nil {
		return nil, err
	}
	from := m.Path
	if !m.Seat.IsZero() {
		s, err := org.GetSeat(v, m.Seat)
		if err != nil {
			return nil, err
		}
		from = s.Path
	}
	seats, err := org.SeatsFor(v, m.Place, ladder...)
	if err != nil {
		return nil, err
	}
	seats = slices.DeleteFunc(seats, func(s org.Seat) bool { return s.Path == from || !from.Within(s.Path) })
	return held(v, m.suited(seats, duty))
}
