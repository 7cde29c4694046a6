package matter_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/matter/mattertest"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/file"
	"github.com/jinlin-oss/jinlin/internal/platform/job"
)

// What was sent and never brought to a matter is gone after two nights, the
// bytes too, unless another row names them.
func TestStraysAreForgottenAtNight(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, mattertest.Schema, func(t *testing.T, d *db.DB) {
		w := mattertest.New(t, d)
		store, err := file.OpenDisk(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		matter.StrayJobs(w.Jobs.Kinds, w.Stage, store, job.Nightly(3, calendar.Zone))
		w.Tick(t)
		keep := func(text string) matter.Upload {
			t.Helper()
			key, size, err := store.Put(t.Context(), bytes.NewReader([]byte(text)))
			if err != nil {
				t.Fatal(err)
			}
			u := matter.Upload{Content: key, Media: file.JPEG, What: matter.Photo, Size: size}
			w.Act(t, w.Resident, func(a *act.Act) error {
				u, err = matter.Keep(a, u)
				return err
			})
			return u
		}
		lost, same, brought := keep("lost"), keep("both"), keep("both")
		w.Raise(t, w.Resident, matter.New{Files: []matter.Attachment{{File: brought.ID, What: matter.Photo, Moment: matter.Before}}})
		w.Pass(60 * time.Hour)
		w.Tick(t)
		w.View(t, mattertest.System, func(v *act.View) error {
			left, err := matter.Uploads(v, lost.ID, same.ID, brought.ID)
			if len(left) != 1 || left[0].ID != brought.ID {
				t.Errorf("left %+v", left)
			}
			return err
		})
		for key, there := range map[file.Key]bool{lost.Content: false, brought.Content: true} {
			f, err := store.Get(t.Context(), key)
			if err == nil {
				err = f.Close()
			}
			if (err == nil) != there || !there && errs.KindOf(err) != errs.NotFound {
				t.Errorf("there %v, %v", there, err)
			}
		}
	})
}
