package matter

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/file"
	"github.com/jinlin-oss/jinlin/internal/platform/job"
)

const (
	strayJob = "matter.strays"
	dropJob  = "matter.drop"
)

// strayAfter is how long a file that was sent waits for its form: somebody may
// finish tomorrow what they began today.
const strayAfter = 48 * time.Hour

// strayBatch is how many strays one act forgets.
const strayBatch = 500

type strayDue struct{}

// drop is a job: bytes that a row named and perhaps none names any more.
type drop struct{ Keys []file.Key }

// StrayJobs forgets, each time next says, the files that were sent and never
// brought to a matter: the rows in an act, the bytes in the store after its
// commit. Content is kept once for all realms, so the bytes stay as long as a
// row of any realm names them.
func StrayJobs(k *job.Kinds, stage *act.Stage, files file.Store, next func(time.Time) time.Time) {
	job.Every(k, strayJob, next, func(a *act.Act) error { return job.Add(a, strayJob, strayDue{}, job.Unique("")) })
	job.Handle(k, strayJob, func(a *act.Act, _ strayDue) error {
		keys, more, err := Strays(a, a.At.Add(-strayAfter))
		if err == nil && len(keys) > 0 {
			err = job.Add(a, dropJob, drop{keys})
		}
		if err == nil && more {
			err = job.Add(a, strayJob, strayDue{})
		}
		return err
	})
	job.Call(k, dropJob, func(ctx context.Context, by access.Actor, d drop) (func(*act.Act) error, error) {
		return nil, dropUnnamed(ctx, stage, files, by, d.Keys)
	})
}

// dropUnnamed removes the bytes that no row of any realm names.
func dropUnnamed(ctx context.Context, stage *act.Stage, files file.Store, by access.Actor, keys []file.Key) error {
	var gone []file.Key
	err := stage.See(ctx, by, func(v *act.View) (err error) {
		gone, err = unnamed(v, keys)
		return err
	})
	for _, key := range gone {
		if err == nil {
			err = files.Delete(ctx, key)
		}
	}
	return err
}

// unnamed are the keys that no row of any realm names.
func unnamed(v *act.View, keys []file.Key) (out []file.Key, err error) {
	realms, err := place.Realms(v.Tx)
	if err != nil {
		return nil, err
	}
	all := []int64{v.Tx.Realm()}
	for _, r := range realms {
		if !slices.Contains(all, r.ID) {
			all = append(all, r.ID)
		}
	}
	for _, key := range keys {
		named := 0
		for _, realm := range all {
			n, err := db.Get[int](v.Tx.In(realm), sqlNamed, key, key)
			if err != nil {
				return nil, err
			}
			named += n
		}
		if named == 0 {
			out = append(out, key)
		}
	}
	return out, nil
}

// Strays forgets the files that were sent before a moment and never brought to a
// matter. It gives the keys that their rows named, and says whether there may be
// more strays.
func Strays(a *act.Act, before time.Time) (keys []file.Key, more bool, err error) {
	gone, err := db.Select[Upload](a.Tx, sqlStrays, before, strayBatch)
	if err != nil || len(gone) == 0 {
		return nil, false, err
	}
	a.Record("matter.strays", access.Thing{Kind: "file"}, "")
	for _, u := range gone {
		if _, err := a.Tx.Exec(sqlUploadForget, u.ID); err != nil {
			return nil, false, fmt.Errorf("forget file %s: %w", u.ID, err)
		}
		for _, key := range []file.Key{u.Content, u.Thumb} {
			if key != "" {
				keys = append(keys, key)
			}
		}
	}
	return keys, len(gone) == strayBatch, nil
}
