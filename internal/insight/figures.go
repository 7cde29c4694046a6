package insight

import (
	"context"
	"errors"
	"sync"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// Figures are what a process keeps of all realms to answer questions from. The
// zero value is ready and keeps nothing until Load. They are safe for concurrent
// use.
type Figures struct {
	Months matter.Months
	mu     sync.Mutex
	realms map[int64]*kept
}

// kept is the cube of one realm, and what acts have changed that it does not hold
// yet: an act only leaves its facts, so that no commit waits for a question.
type kept struct {
	scan    sync.RWMutex // held to read the cube, and alone to change it
	cube    *Cube        // nil while it is built
	given   bool         // up: the realm has more values than a cube can hold
	moves   int          // place.MoveCount when it was begun
	waiting sync.Mutex
	facts   []matter.Fact
}

// mostWaiting is how many facts wait until somebody asks, before an act that
// finds the cube at rest puts them there.
const mostWaiting = 1 << 14

// Follow takes how matters stand after an act, once it is durable. To be called
// for every Counted within its act.
func (f *Figures) Follow(a *act.Act, e matter.Counted) error {
	if a.Tx.Engine() != db.SQLite {
		return nil
	}
	realm := a.Tx.Realm()
	a.Tx.AtCommit(func() {
		if k := f.of(realm); k != nil {
			k.leave(e.Facts)
		}
	})
	return f.Months.Follow(a, e)
}

// FollowMove forgets the cube of a realm in which a place moved: many matters are
// elsewhere at once. It is built again by the next Load.
func (f *Figures) FollowMove(a *act.Act, _ place.Moved) error {
	realm := a.Tx.Realm()
	a.Tx.AtCommit(func() { f.forget(realm) })
	return nil
}

func (f *Figures) forget(realm int64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.realms, realm)
}

func (f *Figures) of(realm int64) *kept {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.realms[realm]
}

// Kept says whether everything of a realm is kept.
func (f *Figures) Kept(realm int64) bool {
	k := f.of(realm)
	return k != nil && k.done() && f.Months.Kept(realm)
}

func (k *kept) done() bool {
	k.scan.RLock()
	defer k.scan.RUnlock()
	return k.cube != nil || k.given
}

func (k *kept) leave(facts []matter.Fact) {
	k.waiting.Lock()
	k.facts = append(k.facts, facts...)
	many := len(k.facts) > mostWaiting
	k.waiting.Unlock()
	if many && k.scan.TryLock() {
		k.settle()
		k.scan.Unlock()
	}
}

// settle puts what waits into the cube, which the caller holds alone. A cube that
// cannot hold it is given up.
func (k *kept) settle() {
	if k.cube == nil && !k.given {
		return
	}
	k.waiting.Lock()
	facts := k.facts
	k.facts = nil
	k.waiting.Unlock()
	if k.cube != nil && k.cube.Put(facts...) != nil {
		k.cube, k.given = nil, true
	}
}

// Load builds what is not kept of a realm yet from the database. Acts go on
// meanwhile; what they change is put in afterwards. On PostgreSQL it does
// nothing. A place that another process moved (jinlin import beside a server) was
// in no act of this one: the cube is then built anew.
func (f *Figures) Load(ctx context.Context, s *act.Stage, realm int64) error {
	if s.DB.Engine != db.SQLite {
		return nil
	}
	system := access.Actor{Realm: realm, System: "insight"}
	k := &kept{}
	err := s.See(ctx, system, func(v *act.View) (err error) {
		k.moves, err = place.MoveCount(v)
		return err
	})
	if err != nil {
		return err
	}
	if was := f.of(realm); was != nil && was.moves != k.moves {
		f.forget(realm)
	}
	if f.Kept(realm) {
		return nil
	}
	err = s.Do(ctx, system, func(a *act.Act) error {
		// From here on every act leaves its facts: this one commits before them.
		a.Tx.AtCommit(func() { f.keep(realm, k) })
		if f.Months.Kept(realm) {
			return nil
		}
		return f.Months.Load(a)
	})
	if err != nil {
		return err
	}
	cube := NewCube(0)
	err = s.See(ctx, system, func(v *act.View) error {
		return matter.EachFact(v, func(fact matter.Fact) error { return cube.Put(fact) })
	})
	if err != nil && !errors.Is(err, ErrTooMany) {
		return err
	}
	k.scan.Lock()
	defer k.scan.Unlock()
	if k.given = err != nil; !k.given {
		k.cube = cube
	}
	k.settle()
	return nil
}

func (f *Figures) keep(realm int64, k *kept) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.realms == nil {
		f.realms = map[int64]*kept{}
	}
	f.realms[realm] = k
}

// Group answers a question: from memory where the scope is one the cube knows,
// else from the database. Whoever may count at the place may ask.
func (f *Figures) Group(v *act.View, q matter.Question) ([]matter.Group, error) {
	if err := q.CountIn(v); err != nil {
		return nil, err
	}
	in, known, err := within(v, q.Scope)
	if err != nil {
		return nil, err
	}
	if k := f.of(v.Tx.Realm()); k != nil && known {
		if groups, built, err := k.group(q, in); built {
			return groups, err
		}
	}
	return matter.Grouped(v, q)
}

func (k *kept) group(q matter.Question, in []place.ID) (groups []matter.Group, built bool, err error) {
	k.scan.Lock()
	k.settle()
	k.scan.Unlock()
	k.scan.RLock()
	defer k.scan.RUnlock()
	if k.cube == nil {
		return nil, false, nil
	}
	groups, err = k.cube.Group(q, in)
	return groups, true, err
}

// within is the places that hold a scope in the cube, none for all; false where
// it has none.
func within(v *act.View, s matter.Scope) ([]place.ID, bool, error) {
	switch {
	case s.Whole():
		return nil, true, nil
	case s.Kind == place.Subdistrict, s.Kind == place.Community, s.Kind == place.Grid:
		return []place.ID{s.Place}, true, nil
	case s.Kind != place.City && s.Kind != place.District:
		return nil, false, nil
	}
	below, err := place.Under(v, s.Place, place.Subdistrict)
	in := make([]place.ID, len(below))
	for i, p := range below {
		in[i] = p.ID
	}
	return in, len(in) > 0, err
}
