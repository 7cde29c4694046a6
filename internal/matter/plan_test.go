package matter_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/matter/bulk"
	"github.com/jinlin-oss/jinlin/internal/matter/mattertest"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// filled is a town with some thousand matters in all its homes and in the other
// community.
func filled(t testing.TB, w *mattertest.World, n int) {
	t.Helper()
	m := bulk.Maker{From: w.Time().Add(-300 * 24 * time.Hour), Now: w.Time(), Seed: 3, Node: 900}
	add := func(p place.Place, reporter people.ID, seats ...bulk.Seat) {
		m.Spots = append(m.Spots, bulk.Spot{Place: p, Reporters: []people.ID{reporter}, Seats: seats})
	}
	worker := bulk.Seat{Seat: mattertest.SeatOf(w.GridWorker), Level: place.Grid}
	office := bulk.Seat{Seat: mattertest.SeatOf(w.Office), Level: place.Subdistrict}
	for _, home := range w.Town.Homes {
		add(home, people.ID(w.Resident.Person), worker, office)
		add(w.Town.Other, people.ID(w.Stranger.Person), bulk.Seat{Seat: mattertest.SeatOf(w.Foreign), Level: place.Grid}, office)
	}
	w.View(t, mattertest.System, func(v *act.View) (err error) {
		m.Categories, err = matter.Categories(v)
		return err
	})
	if err := m.Fill(context.Background(), w.Stage, mattertest.Realm, n, nil); err != nil {
		t.Fatal(err)
	}
	for i := range 40 {
		w.Raise(t, w.Resident, matter.New{Files: []matter.Attachment{{File: id.Any(2*i + 1), What: matter.Photo}, {File: id.Any(2*i + 2), What: matter.Photo}}})
	}
	if err := w.DB.Analyze(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// Every list reads its index in order and stops after a page, whatever the reader
// may see.
func TestHotStatementsUseTheirIndexes(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		filled(t, w, 4000)
		town := w.Town
		var hot []matter.Hot
		w.View(t, w.Worker, func(v *act.View) error {
			here := matter.ScopeOfSeat(w.Worker.Seats[0])
			hot = append(hot,
				matter.HotList(v, "newest open of a community", "matter_matter_open_unit", matter.Filter{Scope: here}, matter.Page{}),
				matter.HotList(v, "newest of a community", "matter_matter_number", matter.Filter{Scope: here, State: matter.All}, matter.Page{}),
				matter.HotList(v, "unrouted", "matter_matter_unrouted", matter.Filter{Unrouted: true}, matter.Page{}),
			)
			return nil
		})
		w.View(t, w.GridWorker, func(v *act.View) error {
			hot = append(hot, matter.HotList(v, "newest open of a grid", "matter_matter_open_grid",
				matter.Filter{Scope: matter.ScopeOf(town.Grid)}, matter.Page{}))
			return nil
		})
		w.View(t, w.Office, func(v *act.View) error {
			hot = append(hot, matter.HotList(v, "overdue of a subdistrict", "matter_matter_clock",
				matter.Filter{Scope: matter.ScopeOf(town.Subdistrict), Overdue: true}, matter.Page{Sort: matter.ByDue}))
			return nil
		})
		hot = append(hot, matter.HotMine(w.Resident.Person))
		hot = append(hot, matter.HotOnes(1, mattertest.SeatOf(w.GridWorker), people.ID(w.Resident.Person), town.Compound.Path)...)
		for _, h := range hot {
			if h.Index == "" {
				dbtest.UsesIndex(t, w.DB, mattertest.Realm, h.Name, h.Q, h.Args...)
				continue
			}
			w.View(t, w.Worker, func(v *act.View) error {
				lines, err := db.Explain(v.Tx, h.Q, h.Args...)
				plan := strings.Join(lines, "\n\t")
				sorts := strings.Contains(plan, "TEMP B-TREE") || strings.Contains(plan, "Sort")
				if !strings.Contains(plan, h.Index+" ") && !strings.Contains(plan, h.Index+"\n") || sorts && !h.Sorts {
					t.Errorf("%s does not read %s in order on %s:\n\t%s", h.Name, h.Index, w.DB.Engine, plan)
				}
				return err
			})
		}
	})
}
