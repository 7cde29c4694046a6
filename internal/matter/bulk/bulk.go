package bulk

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// Seat is a seat that matters go to.
type Seat struct {
	Seat   org.SeatID
	Org    org.ID
	Level  place.Kind
	Person people.ID // who holds it; zero: the steps name nobody
}

// Spot is where matters are raised, and who answers for them there: the seats
// from the nearest up. Without seats they stay at the desk.
type Spot struct {
	Place     place.Place
	Seats     []Seat
	Reporters []people.ID // who raises them; none: anonymous
}

// Maker makes matters up.
type Maker struct {
	Spots      []Spot
	Categories []matter.Category
	Limits     map[matter.Class]calendar.Limit
	From, Now  time.Time // they are raised between these, and nothing happens after Now
	Seed       uint64    // the same seed makes the same matters
	Node       int       // node number of their ids; none that a server may hold
}

// batch is how many matters one act loads.
const batch = 1000

// Fill makes n matters up and loads them in order of time; told hears how many
// are done.
func (m Maker) Fill(ctx context.Context, s *act.Stage, realm int64, n int, told func(done int)) error {
	clock := m.From
	ids := id.NewMaker(m.Node, func() time.Time { return clock })
	random := rand.New(rand.NewPCG(m.Seed, 1))
	step := m.Now.Sub(m.From) / time.Duration(max(1, n))
	by := access.Actor{Realm: realm, System: "bulk"}
	for done := 0; done < n; {
		all := make([]*matter.History, 0, batch)
		for range min(batch, n-done) {
			clock = clock.Add(step)
			all = append(all, m.one(random, id.Of[matter.Matter](ids.Next()), clock))
		}
		if err := s.Do(ctx, by, func(a *act.Act) error { return matter.Load(a, all) }); err != nil {
			return err
		}
		done += len(all)
		if told != nil {
			told(done)
		}
	}
	return nil
}

// one makes one matter up, raised at a moment.
func (m Maker) one(r *rand.Rand, matterID matter.ID, at time.Time) *matter.History {
	spot := m.Spots[r.IntN(len(m.Spots))]
	category := m.Categories[r.IntN(len(m.Categories))]
	at = at.Truncate(time.Microsecond)
	one := matter.Matter{
		ID: matterID, CreatedAt: at, Where: where(spot.Place), Unit: unit(spot.Place),
		Need: matter.Need{
			Kind: kinds[r.IntN(len(kinds))], Category: category.ID, Channel: channels[r.IntN(len(channels))],
			Words: say(r, category.Code), OpenToAll: category.OpenToAll,
		},
		Anonymous: len(spot.Reporters) == 0,
	}
	if !one.Anonymous {
		one.Reporter = spot.Reporters[r.IntN(len(spot.Reporters))]
	}
	h := matter.Begin(one, m.limit(category), matter.Step{Person: one.Reporter})
	m.live(r, h, spot)
	h.Wind(m.Now, judging)
	return h
}

var judging = calendar.Limit{Amount: 7, Unit: calendar.Days}

func (m Maker) limit(c matter.Category) calendar.Limit {
	if c.Limit.Valid() {
		return c.Limit.Limit
	}
	if l, ok := m.Limits[c.Class]; ok {
		return l
	}
	return judging
}

// live plays a script until the present moment.
func (m Maker) live(r *rand.Rand, h *matter.History, spot Spot) {
	at, level := h.CreatedAt, -1
	way := pick(r.IntN(total))
	if len(spot.Seats) == 0 {
		return
	}
	if len(way.moves) == 0 && m.Now.Sub(at) > forgotten {
		way = scripts[0]
	}
	for _, mv := range way.moves {
		at = at.Add(time.Duration((0.3 + 1.4*r.Float64()) * float64(mv.after))).Truncate(time.Microsecond)
		if mv.verb == matter.VerbClose && (h.JudgedAt.IsZero() || !h.Solved) {
			at = h.StageAt.Add(window) // nobody judged, or not well: time closes it
		}
		if at.After(m.Now) {
			break
		}
		m.lapse(h, at)
		s := matter.Step{Verb: mv.verb, At: at, Words: mv.words}
		switch mv.verb {
		case matter.VerbDispatch, matter.VerbEscalate:
			level = min(level+1, len(spot.Seats)-1)
			seat := spot.Seats[level]
			s.To = seat.Seat
			h.Held(seat.Seat, seat.Org, seat.Level)
		case matter.VerbJudge:
			if h.Anonymous || r.IntN(3) == 0 { // nobody to ask, or no answer
				continue
			}
		}
		dress(r, &s, h, spot, max(0, level))
		h.Play(s)
	}
}

const (
	forgotten = 5 * day // nothing stays at the desk longer
	window    = 8 * day // after which a matter that nobody judged closes
)

// lapse notes that the limit passed on the way.
func (m Maker) lapse(h *matter.History, at time.Time) {
	if h.Stage.Ticks() && h.LapsedAt.IsZero() && at.After(h.DueAt) {
		h.Play(matter.Step{Verb: matter.VerbLapse, At: h.DueAt.Add(time.Minute), Detail: matter.Detail{Auto: true}})
	}
}

// dress gives a step who took it and what it says.
func dress(r *rand.Rand, s *matter.Step, h *matter.History, spot Spot, level int) {
	s.Seat, s.Person = spot.Seats[level].Seat, spot.Seats[level].Person
	switch s.Verb {
	case matter.VerbJudge, matter.VerbSupply, matter.VerbWithdraw:
		s.Seat, s.Person = 0, h.Reporter
	case matter.VerbClose:
		s.Seat, s.Person, s.Detail = 0, 0, matter.Detail{Auto: true, Outcome: h.Outcome}
	}
	switch s.Verb {
	case matter.VerbReport:
		s.Detail.Outcome = outcomes[r.IntN(len(outcomes))]
	case matter.VerbJudge:
		solved := h.Outcome == matter.OutcomeSolved && r.IntN(10) > 0
		s.Detail = matter.Detail{Satisfaction: matter.Dissatisfied, Solved: &solved}
		if solved {
			s.Detail.Satisfaction = []matter.Satisfaction{matter.Basically, matter.Satisfied, matter.Satisfied}[r.IntN(3)]
		}
	case matter.VerbDivert:
		s.Detail.Diversion = matter.DivertLegal
	case matter.VerbExtend:
		s.Detail.By = "3d"
	case matter.VerbAskPark, matter.VerbPark:
		s.Detail.Park, s.Detail.Until = matter.ParkMoney, calendar.DayOf(s.At).Add(60)
	}
}

var (
	kinds    = []matter.Kind{matter.KindHelp, matter.KindHelp, matter.KindComplaint, matter.KindInquiry, matter.KindSuggestion}
	channels = []matter.Channel{matter.ChannelPage, matter.ChannelPage, matter.ChannelSnap, matter.ChannelCall, matter.ChannelCounter,
		matter.ChannelOneTap, matter.ChannelVisit, matter.ChannelHotline}
	outcomes = []matter.Outcome{matter.OutcomeSolved, matter.OutcomeSolved, matter.OutcomeSolved, matter.OutcomeSolved,
		matter.OutcomeSolved, matter.OutcomeSolved, matter.OutcomeSolved, matter.OutcomeExplained, matter.OutcomeCannot, matter.OutcomeUnlawful}
)

func say(r *rand.Rand, code string) string {
	words := sayings[code]
	if len(words) == 0 {
		words = plainSaying
	}
	return words[r.IntN(len(words))]
}

func where(p place.Place) matter.Where {
	return matter.Where{Place: p.ID, Path: p.Path, Subdistrict: p.Subdistrict, Community: p.Community, Grid: p.Grid}
}

// unit is who numbers the matters of a place: its community, else the root.
func unit(p place.Place) place.ID {
	if above := p.Above(); p.Community.IsZero() && len(above) > 0 {
		return above[0]
	}
	return p.Community
}
