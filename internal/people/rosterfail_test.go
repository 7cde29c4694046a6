package people_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/people/peopletest"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/place/placetest"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

// What applying would refuse is said when the roster is checked, at its rows.
func TestRosterTellsWhereHomesCannotStand(t *testing.T) {
	for _, c := range []struct{ name, row, told string }{
		{"a new compound right below a subdistrict", "石榴花园,1幢,1单元,101,80,林一,13800002222,,,,\n", "“石榴花园”还没有建"},
		{"a home without a compound there", ",,,101,80,林一,13800002222,,,,\n", "这一户要写上小区"},
		{"a building without a compound there", ",1幢,,101,80,林一,13800002222,,,,\n", "这一户要写上小区"},
		{"an entrance without a building", "阳光小区,,1单元,909,80,林一,13800002222,,,,\n", "写了单元，却没有写楼栋"},
		{"a known compound", "阳光小区,9幢,1单元,101,80,林一,13800002222,,,,\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			both(t, func(t *testing.T, h *house) {
				im := people.Importer{Stage: h.Stage, By: peopletest.Seat(900, peopletest.Worker, h.town.Subdistrict)}
				text := []byte(rosterHead + c.row)
				r, err := im.Read(context.Background(), h.town.Subdistrict.ID, people.Source{Name: "名册.csv", File: bytes.NewReader(text), Size: int64(len(text))})
				if err == nil {
					r, err = im.Check(context.Background(), r.ID)
				}
				if err != nil {
					t.Fatal(err)
				}
				_, applied := im.Apply(context.Background(), r.ID, false)
				if c.told == "" {
					if r.Digest.Bad != 0 || applied != nil {
						t.Fatalf("%d bad rows, applied %v", r.Digest.Bad, applied)
					}
					return
				}
				var remarks []people.Remark
				if err := peopletest.See(h.Stage, im.By, func(v *act.View) (err error) {
					remarks, err = people.Remarks(v, r.ID, 0, 10)
					return err
				}); err != nil {
					t.Fatal(err)
				}
				if len(remarks) != 1 || !strings.Contains(remarks[0].Problems.String(), c.told) || r.Digest.Bad != 1 {
					t.Errorf("%d bad rows: %+v", r.Digest.Bad, remarks)
				}
				refused(t, applied, "roster.bad")
			})
		})
	}
}

// A roster that could not be applied says why until it is tried again.
func TestFailedRosterStaysTold(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		ctx := context.Background()
		im := people.Importer{Stage: h.Stage, By: peopletest.Seat(900, peopletest.Worker, h.town.Other)}
		text := []byte(rosterHead + "石榴花园,1幢,1单元,101,80,林一,13800002222,,,,\n")
		r, err := im.Read(ctx, h.town.Other.ID, people.Source{Name: "名册.csv", File: bytes.NewReader(text), Size: int64(len(text))})
		if err == nil {
			r, err = im.Check(ctx, r.ID)
		}
		if err != nil || r.Digest.Bad != 0 {
			t.Fatal(r, err)
		}
		shut := []place.ID{h.town.OtherGrid.ID, h.town.Other.ID}
		for _, p := range shut {
			placetest.Do(t, h.Stage, func(a *act.Act) error { return place.Close(a, p) })
		}
		_, err = im.Apply(ctx, r.ID, false)
		refused(t, err, "place.closed")
		kept := func() (r2 people.Roster) {
			h.see(im.By, func(v *act.View) (err error) {
				r2, err = people.GetRoster(v, r.ID)
				return err
			})
			return r2
		}
		for range 2 { // it stays
			if f := kept().Digest.Failure; f == nil || !strings.Contains(fmt.Sprintf(f.Text, f.Values()...), "“海滨社区”已经停用") {
				t.Fatalf("told %+v", f)
			}
		}
		placetest.Do(t, h.Stage, func(a *act.Act) error { return place.Reopen(a, h.town.Other.ID) })
		if _, err = im.Apply(ctx, r.ID, false); err != nil {
			t.Fatal(err)
		}
		if done := kept(); done.State != people.RosterApplied || done.Digest.Failure != nil || done.Digest.NewHomes != 1 {
			t.Errorf("after trying again %+v", done)
		}
	})
}

func TestFailureKeepsItsNumbers(t *testing.T) {
	t.Parallel()
	f := people.Sentence{Text: "第 %d 行：%s", Args: []any{float64(12), "面积"}}
	if got := fmt.Sprintf(f.Text, f.Values()...); got != "第 12 行：面积" {
		t.Errorf("told %q", got)
	}
}

// Work that is stopped does nothing, says so, and can be begun again.
func TestStoppedImportDoesNothing(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		im := h.importer()
		text := rosterHead + "海棠苑,1幢,1单元,101,80,林一,13800002222,,,,\n海棠苑,2幢,1单元,101,80,林二,13800003333,,,,\n"
		r, err := im.Read(t.Context(), h.town.Community.ID, people.Source{Name: "名册.csv", File: strings.NewReader(text), Size: int64(len(text))})
		if err == nil {
			r, err = im.Check(t.Context(), r.ID)
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := im.Begin(t.Context(), r.ID, people.WorkApply); err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		im.Progress = func(done, _ int) { // one building is in when somebody presses stop
			if done > 0 {
				stop()
			}
		}
		if _, err := im.Apply(ctx, r.ID, false); err == nil {
			t.Fatal("went on to its end")
		}
		kept := func() (out people.Roster) {
			if err := peopletest.See(h.Stage, im.By, func(v *act.View) (err error) {
				out, err = people.GetRoster(v, r.ID)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return out
		}
		got := kept()
		if got.State != people.RosterChecked || got.Digest.Begun != nil || got.Digest.Failure == nil || !strings.Contains(got.Digest.Failure.String(), "停下") {
			t.Errorf("stopped: %+v, told %v", got, got.Digest.Failure)
		}
		im.Progress = nil
		done, err := im.Apply(t.Context(), r.ID, false)
		if err != nil || done.Digest.NewPersons != 2 || done.Digest.NewHomes != 2 {
			t.Errorf("again: %+v, %v", done.Digest, err)
		}
	})
}
