package place

import (
	"fmt"
	"slices"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/job"
)

// CanMove is the capability to put a place under another parent, asked of both.
const CanMove access.Capability = "place.move"

// Moved tells that a place and all below it have new paths. Whoever keeps
// copies follows with one statement over its own table:
//
//	UPDATE … SET path = To || substr(path, len(From)+1),
//	  grid_id = CASE WHEN grid_id IS NULL OR grid_id = Old.Grid THEN New.Grid ELSE grid_id END, …
//	WHERE path >= From AND path < end of From
//
// Old and New are the levels of the parents before and after.
type Moved struct {
	Place    ID
	From, To access.Path
	Old, New Levels
}

// Relocation is a move under way or done. Large subtrees are rewritten in
// steps; until the end their places have some the old, some the new path.
type Relocation struct {
	ID       id.Of[Relocation] `db:"id"`
	Place    ID                `db:"place_id"`
	From     access.Path       `db:"from_path"`
	To       access.Path       `db:"to_path"`
	Old      Levels            `db:"old_levels,json"`
	New      Levels            `db:"new_levels,json"`
	Total    int               `db:"total"` // places to rewrite
	Done     int               `db:"done"`
	Started  time.Time         `db:"started_at"`
	Finished time.Time         `db:"finished_at"` // zero: under way
}

// moveStep is how many places one act rewrites; a variable for tests.
var moveStep = 2000

const moveJob = "place.move"

type moveStepDue struct{ Move id.Of[Relocation] }

// Jobs tells the runner how to go on with large moves.
func Jobs(k *job.Kinds) {
	job.Handle(k, moveJob, func(a *act.Act, due moveStepDue) error {
		m, err := loadMove(a.View, due.Move)
		if err != nil {
			return err
		}
		return m.step(a)
	})
}

// Move puts the place, with all that stands in it, under another parent. Paths
// and levels of the whole subtree follow: at once when it is small, else in jobs.
// Moved is published when the last of them is right.
func Move(a *act.Act, place, parent ID) error {
	m, err := plan(a, place, parent)
	if err != nil {
		return fmt.Errorf("move place %s: %w", place, err)
	}
	if err := insertMove(a, m); err != nil {
		return err
	}
	if err := setParent(a, place, parent); err != nil {
		return err
	}
	return m.step(a)
}

// plan checks that the place may go under the parent and measures the way.
func plan(a *act.Act, place, parent ID) (Relocation, error) {
	if err := oneAtATime(a, place, parent); err != nil {
		return Relocation{}, err
	}
	p, err := hold(a, place)
	if err != nil {
		return Relocation{}, err
	}
	to, err := hold(a, parent)
	if err != nil {
		return Relocation{}, errs.Unless(err, errs.Invalidf("parent", "place.parent", "请选择要移到哪里"))
	}
	for _, t := range []access.Thing{p.Thing(), to.Thing()} {
		if err := a.Require(CanMove, t); err != nil {
			return Relocation{}, err
		}
	}
	a.About("place", int64(place))
	from, err := loadOrRoot(a.View, p.Parent)
	if err != nil {
		return Relocation{}, err
	}
	if err := mayMove(a.View, p, to); err != nil {
		return Relocation{}, err
	}
	m := Relocation{ID: act.NewID[Relocation](a), Place: place, From: p.Path, Old: from.Levels, New: to.Levels, Started: a.At}
	p.stand(to)
	m.To = p.Path
	m.Total, err = countIn(a.View, m.From)
	return m, err
}

// oneAtATime holds the roots of the places before anything else: of two moves in
// one tree each must see whether the other is under way.
func oneAtATime(a *act.Act, places ...ID) error {
	known, err := GetAll(a.View, places...)
	if err != nil {
		return err
	}
	var roots []ID
	for _, p := range known {
		roots = append(roots, p.Above()[0])
	}
	slices.Sort(roots)
	for _, root := range slices.Compact(roots) {
		if _, err := hold(a, root); err != nil {
			return err
		}
	}
	return nil
}

func mayMove(v *act.View, p, to Place) error {
	switch {
	case p.Parent == to.ID:
		return errs.Invalidf("parent", "place.same_parent", "它本来就在这里，不用移")
	case to.Path.Within(p.Path):
		return errs.Invalidf("parent", "place.into_itself", "不能移到它自己里面")
	}
	above, err := Chain(v, to.ID)
	if err != nil {
		return err
	}
	if err := fits(p.Kind, above); err != nil {
		return err
	}
	for _, up := range above {
		inside, err := hasKind(v, p.Path, up.Kind)
		if err != nil {
			return err
		}
		if inside {
			return errs.Invalidf("parent", "place.nested", "里面有与新上级同一级的地方，不能套在一起")
		}
	}
	return noneMoving(v, p.Path, to.Path)
}

// noneMoving refuses to move what is being moved, lies in it or contains it.
func noneMoving(v *act.View, paths ...access.Path) error {
	open, err := Relocations(v)
	if err != nil {
		return err
	}
	for _, m := range open {
		for _, p := range paths {
			for _, busy := range []access.Path{m.From, m.To} {
				if p.Within(busy) || busy.Within(p) {
					return errs.New(errs.Conflict, "place.moving", "这里正在搬移（%d/%d），等搬完再试", m.Done, m.Total)
				}
			}
		}
	}
	return nil
}

// step rewrites the next places; after the last it tells that the place has
// moved.
func (m Relocation) step(a *act.Act) error {
	for range 3 {
		n, err := rewrite(a, m, moveStep)
		if err != nil {
			return err
		}
		m.Done += n
		if n == 0 {
			return m.finish(a)
		}
	}
	if err := saveMove(a, m); err != nil {
		return err
	}
	return job.Add(a, moveJob, moveStepDue{m.ID})
}

func (m Relocation) finish(a *act.Act) error {
	m.Finished = a.At
	if err := saveMove(a, m); err != nil {
		return err
	}
	return a.Publish(Moved{Place: m.Place, From: m.From, To: m.To, Old: m.Old, New: m.New})
}
