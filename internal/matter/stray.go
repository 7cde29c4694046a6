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
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/job"
)

const (
	strayJob = "matter.strays"
	dropJob  = "matter.drop"
)

// strayAfter is how long a file that was sent waits for its form: somebody may
// finish tomorrow what they began today (the house's choice).
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
			err = job.Add(a, dropJob, drop{keys}, job.Outside())
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

// unnamed are the keys that no row of any realm names. One query a realm.
func unnamed(v *act.View, keys []file.Key) ([]file.Key, error) {
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
	var content, thumb, either db.Cond
	db.In(&content, "content", keys)
	db.In(&thumb, "thumb", keys)
	either.AndAny(content, thumb)
	named := map[file.Key]bool{"": true} // a row without a small picture
	for _, realm := range all {
		err := db.Each(v.Tx.In(realm), func(u Upload) error {
			named[u.Content], named[u.Thumb] = true, true
			return nil
		}, sqlUploads.Where(either))
		if err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(slices.Clone(keys), func(k file.Key) bool { return named[k] }), nil
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
	ids := make([]id.Any, len(gone))
	for i, u := range gone {
		ids[i] = u.ID
		for _, key := range []file.Key{u.Content, u.Thumb} {
			if key != "" {
				keys = append(keys, key)
			}
		}
	}
	var c db.Cond
	db.In(&c, "id", ids)
	if _, err := a.Tx.Exec(sqlUploadsForget.Where(c)); err != nil {
		return nil, false, fmt.Errorf("forget %d files: %w", len(gone), err)
	}
	return keys, len(gone) == strayBatch, nil
}
