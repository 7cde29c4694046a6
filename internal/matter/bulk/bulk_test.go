package bulk_test

import (
	"context"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/matter/bulk"
	"github.com/jinlin-oss/jinlin/internal/matter/mattertest"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
)

// maker makes matters of the town's homes up.
func maker(t testing.TB, w *mattertest.World) bulk.Maker {
	t.Helper()
	m := bulk.Maker{From: w.Time().Add(-90 * 24 * time.Hour), Now: w.Time(), Seed: 1, Node: 900}
	seat := func(by access.Actor, level place.Kind) bulk.Seat {
		return bulk.Seat{Seat: mattertest.SeatOf(by), Level: level, Person: people.ID(by.Person)}
	}
	for _, home := range w.Town.Homes {
		m.Spots = append(m.Spots, bulk.Spot{
			Place: home, Reporters: []people.ID{people.ID(w.Resident.Person)},
			Seats: []bulk.Seat{seat(w.GridWorker, place.Grid), seat(w.Secretary, place.Community), seat(w.Office, place.Subdistrict)},
		})
	}
	w.View(t, mattertest.System, func(v *act.View) (err error) {
		m.Categories, err = matter.Categories(v)
		return err
	})
	return m
}

func TestFilledCountersAreRight(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, mattertest.Schema, func(t *testing.T, d *db.DB) {
		w := mattertest.New(t, d)
		if err := maker(t, w).Fill(context.Background(), w.Stage, mattertest.Realm, 1500, nil); err != nil {
			t.Fatal(err)
		}
		w.View(t, mattertest.System, func(v *act.View) error {
			wrong, err := mattertest.Miscounts(v)
			for _, line := range wrong {
				t.Error(line)
			}
			waiting, err2 := matter.Waiting(v, matter.Scope{})
			if err == nil {
				err = err2
			}
			open := 0
			for stage, n := range waiting {
				t.Log(stage, n)
				open += n
			}
			if open < 100 || len(waiting) < 8 {
				t.Errorf("%d open at %d stages: not every stage is there", open, len(waiting))
			}
			return err
		})
	})
}

func BenchmarkFill(b *testing.B) {
	w := mattertest.New(b, dbtest.Open(b, mattertest.Schema, db.SQLite))
	if err := maker(b, w).Fill(context.Background(), w.Stage, mattertest.Realm, b.N, nil); err != nil {
		b.Fatal(err)
	}
}
