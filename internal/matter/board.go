package matter

import (
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// CanCount is the capability to see the board of a place with its small cells.
const CanCount access.Capability = "matter.count"

// Span is a period of days, both included.
type Span struct{ From, To calendar.Day }

// Board is the figures of a place and a period, from the counters that each act
// keeps. Every figure has its parts; a place is compared with its own past, never
// with others.
type Board struct {
	Span       Span
	Raised     int64
	Stages     []StageCount         // of what was raised in the period, where it stands
	Categories []CategoryCount      // of what was raised in the period
	Closed     int64                // closed in the period, for the first time
	Again      int64                // closed in the period after having been reopened
	Outcomes   map[Outcome]int64    // of what was closed in the period
	Reached    map[place.Kind]int64 // of what was closed for the first time: the highest level it came to
	Late       Share                // closed in the period past the limit, by all closed
	Rates      Rates                // of the judgements of the period
	byCategory map[CategoryID]*CategoryCount
}

// StageCount is how many matters stand at a stage, and how long the ones that
// left it stayed.
type StageCount struct {
	Stage   Stage
	Now     int64
	Entered int64 // how often it was entered
	Left    int64 // how often it was left
	Spent   time.Duration
}

// Mean is how long a stay took on average; zero when nobody left.
func (s StageCount) Mean() time.Duration {
	if s.Left == 0 {
		return 0
	}
	return s.Spent / time.Duration(s.Left)
}

// CategoryCount is how many matters of a category were raised, and how many of
// them are closed.
type CategoryCount struct {
	Category       CategoryID
	Raised, Closed int64
}

// PhaseCount sums the stages of one of the five verbs (五事).
type PhaseCount struct {
	Phase Phase
	StageCount
}

// Phases sums the stages by the five verbs, in order.
func (b Board) Phases() []PhaseCount {
	out := make([]PhaseCount, 0, len(phaseLabels))
	for _, p := range Phases() {
		sum := PhaseCount{Phase: p}
		for _, s := range b.Stages {
			if s.Stage.Phase() == p {
				sum.Now, sum.Entered = sum.Now+s.Now, sum.Entered+s.Entered
				sum.Left, sum.Spent = sum.Left+s.Left, sum.Spent+s.Spent
			}
		}
		out = append(out, sum)
	}
	return out
}

// Local is how many of those closed for the first time never went above a level:
// 小事不出社区, figure F8. What was reopened is left out and stands in Again.
func (b Board) Local(level place.Kind) Share {
	s := Share{Whole: b.Closed}
	for reached, n := range b.Reached {
		if !above(reached, level) {
			s.Part += n
		}
	}
	return s
}

// BoardOf gives the board of a place. Whoever may count there may. A community or
// a realm without one is read by day; what lies above by month where the period
// holds whole months, from memory where the months are kept there; what lies
// below from the matters themselves. The months may be nil.
func (m *Months) BoardOf(v *act.View, s Scope, span Span) (Board, error) {
	all, err := m.Boards(v, s, span)
	if err != nil {
		return Board{}, err
	}
	return all[0], nil
}

// Boards gives the boards of a place for several periods, as BoardOf does.
func (m *Months) Boards(v *act.View, s Scope, spans ...Span) ([]Board, error) {
	if err := v.Require(CanCount, access.Thing{Kind: "matter", Place: int64(s.Place), Path: s.Path}); err != nil {
		return nil, err
	}
	weights, err := weightsAt(v, s)
	if err != nil {
		return nil, err
	}
	out := make([]Board, len(spans))
	for i, span := range spans {
		if out[i], err = m.boardOf(v, s, span); err != nil {
			return nil, err
		}
		out[i].Rates.Weights = weights
	}
	return out, nil
}

// BoardOf gives the board of a place from the counters in the database.
func BoardOf(v *act.View, s Scope, span Span) (Board, error) {
	return (*Months)(nil).BoardOf(v, s, span)
}

// PublicBoard is the board for anyone, cells below 5 hidden as -1. Nothing is
// weighed in it: it has counts and shares, no composite.
func (m *Months) PublicBoard(v *act.View, s Scope, span Span) (Board, error) {
	b, err := m.boardOf(v, s, span)
	b.hideSmall()
	return b, err
}

// PublicBoard is the board for anyone from the counters in the database.
func PublicBoard(v *act.View, s Scope, span Span) (Board, error) {
	return (*Months)(nil).PublicBoard(v, s, span)
}

func (m *Months) boardOf(v *act.View, s Scope, span Span) (Board, error) {
	b := Board{Span: span, Outcomes: map[Outcome]int64{}, Reached: map[place.Kind]int64{}, byCategory: map[CategoryID]*CategoryCount{}}
	cells, err := cellsOf(v, s, span, m)
	if err != nil {
		return b, err
	}
	stages := map[Stage]*StageCount{}
	for _, c := range cells {
		b.add(c, stages)
	}
	for _, stage := range Stages() {
		if n := stages[stage]; n != nil {
			n.Left = n.Entered - n.Now
			b.Stages = append(b.Stages, *n)
			b.Raised += n.Now
		}
	}
	for _, c := range b.byCategory {
		b.Categories = append(b.Categories, *c)
	}
	sortCategories(b.Categories)
	b.Late.Whole = b.Closed + b.Again
	return b, nil
}

// add takes one counter into the board.
func (b *Board) add(c cell, stages map[Stage]*StageCount) {
	switch {
	case strings.HasPrefix(string(c.Measure), string(stagePrefix)):
		b.addStage(Stage(strings.TrimPrefix(string(c.Measure), string(stagePrefix))), c, stages)
	case strings.HasPrefix(string(c.Measure), string(outcomePrefix)):
		b.Outcomes[Outcome(strings.TrimPrefix(string(c.Measure), string(outcomePrefix)))] += c.N
	case strings.HasPrefix(string(c.Measure), string(reachPrefix)):
		b.Reached[place.Kind(strings.TrimPrefix(string(c.Measure), string(reachPrefix)))] += c.N
	case strings.HasPrefix(string(c.Measure), string(excludedPrefix)):
		b.Rates.Excluded.add(Measure(strings.TrimPrefix(string(c.Measure), string(excludedPrefix))), c.N)
	case c.Measure == CountClosed:
		b.Closed += c.N
	case c.Measure == CountClosedAgain:
		b.Again += c.N
	case c.Measure == CountLate:
		b.Late.Part += c.N
	case c.Measure == CountUnjudged:
		b.Rates.Unjudged += c.N
	default:
		b.Rates.Counted.add(c.Measure, c.N)
	}
}

func (b *Board) addStage(stage Stage, c cell, stages map[Stage]*StageCount) {
	n := stages[stage]
	if n == nil {
		n = &StageCount{Stage: stage}
		stages[stage] = n
	}
	n.Now, n.Entered, n.Spent = n.Now+c.N, n.Entered+c.Entered, n.Spent+time.Duration(c.Spent)*time.Microsecond
	category := b.byCategory[c.Category]
	if category == nil {
		category = &CategoryCount{Category: c.Category}
		b.byCategory[c.Category] = category
	}
	category.Raised += c.N
	if stage == StageClosed {
		category.Closed += c.N
	}
}

func (a *Answers) add(m Measure, n int64) {
	switch m {
	case CountValid:
		a.Valid += n
	case CountContacted:
		a.Contacted += n
	case CountSolved:
		a.Solved += n
	case CountSatisfied:
		a.Satisfied += n
	case CountBasically:
		a.Basically += n
	}
}

// cellsOf reads the counters of a place and a period, summed over the days.
func cellsOf(v *act.View, s Scope, span Span, kept *Months) ([]cell, error) {
	switch {
	case s.wide():
		return wideCells(v, s, span, kept)
	case s.Kind == place.Community || s.root():
		return dayCells(v, []place.ID{s.Place}, span)
	}
	return recount(v, s, span)
}

// wide says whether the scope holds communities.
func (s Scope) wide() bool {
	return s.Kind == place.City || s.Kind == place.District || s.Kind == place.Subdistrict
}

// dayCells sums the days of places.
func dayCells(v *act.View, places []place.ID, span Span) ([]cell, error) {
	if len(places) == 0 {
		return nil, nil
	}
	var c db.Cond
	db.In(&c, "place_id", places)
	span.where(&c)
	c.And("period % 100 <> 0")
	return db.Select[cell](v.Tx, sqlCells.Where(c))
}

func (s Scope) root() bool { return strings.Count(string(s.Path), "/") == 2 }

func (s Span) where(c *db.Cond) {
	c.And("period >= ? AND period <= ?", periodOf(s.From), periodOf(s.To))
}

// wideCells reads whole months of the subdistricts and of the root, where what
// lies in no subdistrict is counted, and the days around them of all that count
// by day.
func wideCells(v *act.View, s Scope, span Span, kept *Months) ([]cell, error) {
	places, err := widePlaces(v, s)
	if err != nil {
		return nil, err
	}
	months, edges := span.months()
	out, err := monthCells(v, places, months, kept)
	if err != nil || len(edges) == 0 {
		return out, err
	}
	communities, err := idsUnder(v, s, place.Community)
	if err != nil {
		return out, err
	}
	places = append(places, communities...)
	for _, edge := range edges {
		cells, err := dayCells(v, places, edge)
		if err != nil {
			return nil, err
		}
		out = append(out, cells...)
	}
	return out, nil
}

// widePlaces are the places below a wide scope that count by month.
func widePlaces(v *act.View, s Scope) ([]place.ID, error) {
	places, err := idsUnder(v, s, place.Subdistrict)
	if s.root() && s.Kind != place.Subdistrict {
		places = append(places, s.Place)
	}
	return places, err
}

// monthCells sums the months of places: those kept in memory, else the counters.
func monthCells(v *act.View, places []place.ID, months []Period, kept *Months) ([]cell, error) {
	if len(months) == 0 || len(places) == 0 {
		return nil, nil
	}
	if cells, known := kept.sum(v.Tx.Realm(), places, months); known {
		return cells, nil
	}
	var c db.Cond
	db.In(&c, "place_id", places)
	c.And("period >= ? AND period <= ?", months[0], months[len(months)-1])
	c.And("period % 100 = 0")
	return db.Select[cell](v.Tx, sqlCells.Where(c))
}

// idsUnder lists the places of a kind in and below the scope.
func idsUnder(v *act.View, s Scope, kind place.Kind) ([]place.ID, error) {
	if s.Kind == kind {
		return []place.ID{s.Place}, nil
	}
	from, before := s.Path.Range()
	return db.Select[place.ID](v.Tx, sqlPlacesUnder, kind, from, before)
}

// months splits a period into whole months and the days around them.
func (s Span) months() (whole []Period, edges []Span) {
	for day := s.From; day <= s.To; {
		first := calendar.NewDay(day.Year(), time.Month(day/100%100), 1)
		last := first.AddMonths(1).Add(-1)
		end := min(last, s.To)
		if day == first && end == last {
			whole = append(whole, periodOf(day).Month())
		} else {
			edges = append(edges, Span{day, end})
		}
		day = end.Add(1)
	}
	return whole, edges
}

// smallest is the smallest figure shown to everyone.
const smallest = 5

// Hidden stands for a figure below 5 in a public board.
const Hidden = -1

func hide(n *int64) {
	if *n > 0 && *n < smallest {
		*n = Hidden
	}
}

func (b *Board) hideSmall() {
	for i := range b.Stages {
		hide(&b.Stages[i].Now)
	}
	for i := range b.Categories {
		hide(&b.Categories[i].Raised)
		hide(&b.Categories[i].Closed)
	}
	for k, n := range b.Outcomes {
		hide(&n)
		b.Outcomes[k] = n
	}
	if b.Rates.Counted.Valid < smallest {
		b.Rates = Rates{Weights: b.Rates.Weights}
	}
}
