package matter

import (
	"errors"
	"time"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// CanPost is the capability to make and to close the printed codes of doors,
// asked of the place.
const CanPost access.Capability = "matter.post"

// DoorID names a door's code.
type DoorID = id.Of[Door]

// Door is a printed code at a place: whoever scans it can report what is wrong
// right there, without an account.
type Door struct {
	ID        DoorID      `db:"id"`
	Code      string      `db:"code"`
	Place     place.ID    `db:"place_id"`
	Path      access.Path `db:"path"`
	Used      int         `db:"used"` // matters that came by it
	CreatedAt time.Time   `db:"created_at"`
	ClosedAt  time.Time   `db:"closed_at"` // zero: it works
}

// How often a door may be used: a prank stays small, and a burst pipe that forty
// people report still gets through.
const (
	doorHour  = 40 // reports by one code in an hour
	doorVisit = 6  // reports of one visitor in an hour
)

// PostDoors makes a code for a place and one for each building below it, where
// there is none. Whoever may post there may.
func PostDoors(a *act.Act, in place.ID) (made int, err error) {
	where, err := place.Get(a.View, in)
	if err != nil {
		return 0, errs.Invalidf("place", "door.place", "请选择要贴在哪里")
	}
	if err := a.Require(CanPost, where.Thing()); err != nil {
		return 0, err
	}
	at, err := place.Under(a.View, in, place.Building)
	if err != nil {
		return 0, err
	}
	if where.Kind != place.Building {
		at = append(at, where)
	}
	there, err := doorsIn(a.View, where)
	if err != nil {
		return 0, err
	}
	has := make(map[place.ID]bool, len(there))
	for _, d := range there {
		has[d.Place] = d.ClosedAt.IsZero() || has[d.Place]
	}
	var doors []Door
	for _, p := range at {
		if !has[p.ID] {
			doors = append(doors, Door{ID: act.NewID[Door](a), Code: newCode(), Place: p.ID, Path: p.Path, CreatedAt: a.At})
		}
	}
	return len(doors), db.Insert(a.Tx, "matter_door", doors...)
}

// CloseDoor ends a code: who scans it from now on is told to ask the community.
func CloseDoor(a *act.Act, door DoorID) error {
	d, err := db.Get[Door](a.Tx, sqlDoor, door)
	if errors.Is(err, db.ErrNone) {
		return errs.Missing()
	}
	if err != nil {
		return err
	}
	if err := a.Require(CanPost, access.Thing{Kind: "door", ID: int64(d.ID), Place: int64(d.Place), Path: d.Path}); err != nil {
		return err
	}
	_, err = a.Tx.Exec(sqlDoorClose, a.At, door)
	return err
}

// Doors lists the working codes at and below a place, by path, for whoever may
// post there.
func Doors(v *act.View, in place.ID) ([]Door, error) {
	where, err := place.Get(v, in)
	if err != nil {
		return nil, err
	}
	if err := v.Require(CanPost, where.Thing()); err != nil {
		return nil, err
	}
	all, err := doorsIn(v, where)
	out := all[:0]
	for _, d := range all {
		if d.ClosedAt.IsZero() {
			out = append(out, d)
		}
	}
	return out, err
}

func doorsIn(v *act.View, where place.Place) ([]Door, error) {
	from, before := where.Path.Range()
	return db.Select[Door](v.Tx, sqlDoors, from, before)
}

// DoorOf finds a working door by its code; anyone may. A closed one is NotFound
// like one that never was.
func DoorOf(v *act.View, code string) (Door, error) {
	d, err := db.Get[Door](v.Tx, sqlDoorOf, foldCode(code))
	if errors.Is(err, db.ErrNone) || err == nil && !d.ClosedAt.IsZero() {
		return Door{}, errs.New(errs.NotFound, "door.closed", "这个码已经停用了，有事请打社区电话")
	}
	return d, err
}

// Visit is a report by a door's code.
type Visit struct {
	Code    string
	Visitor string // what tells one visitor from another for counting, no personal data: a hash
	Phone   string // "" when they left none
	New
}

// RaiseAtDoor writes down what somebody found at a door, and gives the code of
// the receipt under which anyone who has it sees how it goes. Anyone may, as
// often as is plausible. A number left is not proved: it can be called, and opens
// nothing.
func RaiseAtDoor(a *act.Act, visit Visit) (matter ID, receipt string, err error) {
	door, err := DoorOf(a.View, visit.Code)
	if err != nil {
		return 0, "", err
	}
	visit.Place, visit.Channel = door.Place, ChannelDoor
	matter, err = act.Once(a, visit.Key, func() (ID, error) {
		if err := allow(a, door, visit.Visitor); err != nil {
			return 0, err
		}
		m := Matter{Reporter: people.ID(a.By.Person)}
		if m.Reporter.IsZero() && visit.Phone != "" {
			if m.Reporter, err = people.LeaveNumber(a, visit.Phone); err != nil {
				return 0, err
			}
		}
		m.Anonymous = m.Reporter.IsZero()
		if _, err := a.Tx.Exec(sqlDoorUsed, door.ID); err != nil {
			return 0, err
		}
		return raise(a, visit.New, m, CanRaise)
	})
	if err != nil {
		return 0, "", err
	}
	receipt, err = Receipt(a, matter)
	return matter, receipt, err
}

// allow counts the visit against what is plausible.
func allow(a *act.Act, d Door, visitor string) error {
	limits := []auth.Limit{{Key: "door:" + d.Code, N: doorHour, Per: time.Hour}}
	if visitor != "" {
		limits = append(limits, auth.Limit{Key: "visitor:" + visitor, N: doorVisit, Per: time.Hour})
	}
	for _, l := range limits {
		ok, err := auth.Allow(a.Tx, a.At, l)
		if err != nil {
			return err
		}
		if !ok {
			return auth.TooOften(l)
		}
	}
	return nil
}
