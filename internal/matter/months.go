package matter

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// Months keeps the counters by month in memory, what the board of a subdistrict
// or a district is summed from, and how many matters of a community are open.
// They follow every act at its durable commit, in the order of the commits and
// before anyone hears that the act is done, so that nobody reads less than they
// wrote.
//
// Only a process that makes every commit itself can keep them: on PostgreSQL,
// where several may write, they stay empty and the counters in the database
// answer, as they do until Load. The zero value is ready; nil keeps nothing. It
// is safe for concurrent use.
type Months struct {
	mu     sync.RWMutex
	realms map[int64]*monthly
}

// monthly is the months of one realm. Every month of a place holds its sums side
// by side, in the order of kinds.
type monthly struct {
	kinds []counterKind
	index map[counterKind]int
	sums  map[placeMonth][]counterSum
	open  map[place.ID]map[Stage]int64 // the open matters of a place that counts by day
}

type counterKind struct {
	category CategoryID
	measure  Measure
}

type placeMonth struct {
	place place.ID
	month Period
}

type counterSum struct{ n, entered, spent int64 }

// Follow takes what an act changes in the counters, once it is durable. To be
// called for every Counted within its act.
func (m *Months) Follow(a *act.Act, e Counted) error {
	if a.Tx.Engine() == db.SQLite {
		realm := a.Tx.Realm()
		a.Tx.AtCommit(func() { m.take(realm, e) })
	}
	return nil
}

func (m *Months) take(realm int64, e Counted) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if e.Anew {
		delete(m.realms, realm)
	}
	if kept := m.realms[realm]; kept != nil {
		kept.add(e.cells)
	}
}

// Load reads the months of the realm. It is an act though it changes nothing: on
// SQLite no other act can commit beside it, so that none is missed and none
// counted twice. Only the system may.
func (m *Months) Load(a *act.Act) error {
	if a.Tx.Engine() != db.SQLite {
		return nil
	}
	if err := a.View.Require("matter.recount", access.Thing{Kind: "matter"}); err != nil {
		return err
	}
	kept := &monthly{index: map[counterKind]int{}, sums: map[placeMonth][]counterSum{}, open: map[place.ID]map[Stage]int64{}}
	if err := db.Each(a.Tx, func(c cell) error {
		kept.add([]cell{c})
		return nil
	}, sqlMonthCells); err != nil {
		return err
	}
	if err := db.Each(a.Tx, func(c cell) error {
		kept.stand(c)
		return nil
	}, sqlStandCells.Where(openMeasures())); err != nil {
		return err
	}
	realm := a.Tx.Realm()
	a.Tx.AtCommit(func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		if m.realms == nil {
			m.realms = map[int64]*monthly{}
		}
		m.realms[realm] = kept
	})
	return nil
}

// Kept says whether the months of a realm are in memory.
func (m *Months) Kept(realm int64) bool {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.realms[realm] != nil
}

func (k *monthly) add(cells []cell) {
	for _, c := range cells {
		if c.Period%100 != 0 {
			k.stand(c)
			continue
		}
		kind := counterKind{c.Category, c.Measure}
		i, known := k.index[kind]
		if !known {
			i = len(k.kinds)
			k.index[kind], k.kinds = i, append(k.kinds, kind)
		}
		at := placeMonth{c.Place, c.Period}
		sums := k.sums[at]
		for len(sums) <= i {
			sums = append(sums, counterSum{})
		}
		sums[i].add(counterSum{c.N, c.Entered, c.Spent})
		k.sums[at] = sums
	}
}

func (s *counterSum) add(o counterSum) {
	s.n, s.entered, s.spent = s.n+o.n, s.entered+o.entered, s.spent+o.spent
}

// sum adds the months of places up; false when they are not kept.
func (m *Months) sum(realm int64, places []place.ID, months []Period) ([]cell, bool) {
	if m == nil {
		return nil, false
	}
	m.mu.RLock()
	defer m.mu.RUnlock()
	kept := m.realms[realm]
	if kept == nil {
		return nil, false
	}
	all := make([]counterSum, len(kept.kinds))
	for _, p := range places {
		for _, month := range months {
			for i, s := range kept.sums[placeMonth{p, month}] {
				all[i].add(s)
			}
		}
	}
	out := make([]cell, 0, len(all))
	for i, s := range all {
		if s != (counterSum{}) {
			k := kept.kinds[i]
			out = append(out, cell{Category: k.category, Measure: k.measure, N: s.n, Entered: s.entered, Spent: s.spent})
		}
	}
	return out, true
}

// stand counts what a counter by day says of an open stage.
func (k *monthly) stand(c cell) {
	stage, ok := openStage(c.Measure)
	if !ok {
		return
	}
	if k.open[c.Place] == nil {
		k.open[c.Place] = map[Stage]int64{}
	}
	k.open[c.Place][stage] += c.N
}

// openStage is the open stage whose matters a measure counts.
func openStage(m Measure) (Stage, bool) {
	name, ok := strings.CutPrefix(string(m), string(stagePrefix))
	return Stage(name), ok && Stage(name).Open()
}

// openMeasures are the measures of the open stages.
func openMeasures() (c db.Cond) {
	var all []Measure
	for _, s := range Stages() {
		if s.Open() {
			all = append(all, s.measure())
		}
	}
	db.In(&c, "measure", all)
	return c
}

// Standing counts the open matters of a scope that the reader may see, by stage:
// of a community and of what lies above from memory, where that is kept, else as
// Waiting does. Whoever may count there may.
func (m *Months) Standing(v *act.View, s Scope) (map[Stage]int64, error) {
	if err := v.Require(CanCount, access.Thing{Kind: "matter", Place: int64(s.Place), Path: s.Path}); err != nil {
		return nil, err
	}
	out := map[Stage]int64{}
	if known, err := m.standing(v, s, out); err != nil || known {
		return out, err
	}
	waiting, err := Waiting(v, s)
	for stage, n := range waiting {
		out[stage] = int64(n)
	}
	return out, err
}

// standing counts from memory; false when it holds no figures of the scope.
func (m *Months) standing(v *act.View, s Scope, out map[Stage]int64) (known bool, err error) {
	realm := v.Tx.Realm()
	if m == nil || !s.wide() && s.Kind != place.Community || !m.Kept(realm) {
		return false, nil
	}
	if s.Kind == place.Community {
		known = m.opened(realm, s.Place, out)
	} else if places, err := widePlaces(v, s); err != nil {
		return false, err
	} else {
		known = m.stages(realm, places, out)
	}
	if !known {
		return false, nil
	}
	return true, withoutOwn(v, s, out)
}

// withoutOwn takes out the complaints about the reader's organisations, of which
// they may not even learn the number.
func withoutOwn(v *act.View, s Scope, out map[Stage]int64) error {
	var about []int64
	for _, h := range v.By.Seats {
		if h.Org != 0 {
			about = append(about, h.Org)
		}
	}
	if len(about) == 0 {
		return nil
	}
	var c db.Cond
	s.where(&c)
	c.And("closed_at IS NULL")
	db.In(&c, "against_id", about)
	type counted struct {
		Stage Stage `db:"stage"`
		N     int64 `db:"n"`
	}
	return db.Each(v.Tx, func(r counted) error {
		out[r.Stage] -= r.N
		return nil
	}, sqlWaiting.Where(c))
}

// opened gives the open matters of a place that counts by day.
func (m *Months) opened(realm int64, at place.ID, out map[Stage]int64) bool {
	m.mu.RLock()
	defer m.mu.RUnlock()
	kept := m.realms[realm]
	if kept == nil {
		return false
	}
	maps.Copy(out, kept.open[at])
	return true
}

// stages adds the open stages of all months up.
func (m *Months) stages(realm int64, places []place.ID, out map[Stage]int64) bool {
	m.mu.RLock()
	defer m.mu.RUnlock()
	kept := m.realms[realm]
	if kept == nil {
		return false
	}
	open := map[int]Stage{}
	for i, k := range kept.kinds {
		if stage, ok := openStage(k.measure); ok {
			open[i] = stage
		}
	}
	for at, sums := range kept.sums {
		if !slices.Contains(places, at.place) {
			continue
		}
		for i, stage := range open {
			if i < len(sums) {
				out[stage] += sums[i].n
			}
		}
	}
	return true
}
