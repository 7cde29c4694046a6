package job

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// cron is something done again and again in every realm.
type cron struct {
	name string
	next func(time.Time) time.Time
	f    func(*act.Act) error
}

// Every does f in every realm, each time at next(the time before). Whichever
// server comes first does it; nobody does it twice.
func Every(k *Kinds, name string, next func(time.Time) time.Time, f func(*act.Act) error) {
	k.crons = append(k.crons, cron{name, next, f})
}

// Nightly is a next for Every: each day at hour:00 in zone.
func Nightly(hour int, zone *time.Location) func(time.Time) time.Time {
	return func(t time.Time) time.Time {
		t = t.In(zone)
		at := time.Date(t.Year(), t.Month(), t.Day(), hour, 0, 0, 0, zone)
		if !at.After(t) {
			at = at.AddDate(0, 0, 1)
		}
		return at
	}
}

// Tick does what is due of the repeated things, in the realm. One that fails is
// undone and tried again at the next tick; it does not hold up the others.
func (r *Runner) Tick(ctx context.Context, realm int64) error {
	now := r.Stage.Now().Truncate(time.Microsecond)
	var all error
	for _, c := range r.Kinds.crons {
		by := access.Actor{Realm: realm, System: c.name}
		if err := r.Stage.Do(ctx, by, func(a *act.Act) error {
			if _, err := a.Tx.Exec(sqlCronAdd, c.name, c.next(now)); err != nil {
				return err
			}
			n, err := a.Tx.Exec(sqlCronDue, c.next(now), c.name, now)
			if err != nil || n == 0 {
				return err
			}
			return c.f(a)
		}); err != nil {
			all = errors.Join(all, fmt.Errorf("%s: %w", c.name, err))
		}
	}
	return all
}

const nodeLease = 10 * time.Minute

// TakeNode leases a node number for the ids of this process: the same number is
// never held by two servers at once. holder is this process's own. Call it again
// well before ten minutes are over; it answers the same number, unless the lease
// had run out and another server has taken it.
func TakeNode(ctx context.Context, d *db.DB, holder string, now time.Time) (node int, err error) {
	err = d.Update(ctx, instance, func(tx *db.Tx) error {
		kept, ok, err := db.Find[int](tx, sqlNodeKeep, now.Add(nodeLease), holder)
		if err != nil || ok {
			node = kept
			return err
		}
		for node = range id.MaxNode + 1 {
			n, err := tx.Exec(sqlNodeTake, node, holder, now.Add(nodeLease), now)
			if err != nil || n == 1 {
				return err
			}
		}
		return errors.New("every node number is taken")
	})
	return node, err
}

// instance is the realm of what belongs to no realm.
const instance = 1
