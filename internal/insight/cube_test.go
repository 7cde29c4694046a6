package insight_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/jinlin-oss/jinlin/internal/insight"
	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
)

// values are the values of a fact by key.
func values(f matter.Fact) map[matter.Key]string {
	id := func(p place.ID) string {
		if p.IsZero() {
			return ""
		}
		return p.String()
	}
	return map[matter.Key]string{
		matter.BySubdistrict: id(f.Subdistrict), matter.ByCommunity: id(f.Community), matter.ByGrid: id(f.Grid),
		matter.ByCategory: f.Category.String(), matter.ByStage: string(f.Stage), matter.ByKind: string(f.Kind),
		matter.ByChannel: string(f.Channel), matter.ByMonth: f.Raised.String()[:7],
	}
}

func drawFact(t *rapid.T) matter.Fact {
	return matter.Fact{
		ID:          matter.ID(rapid.Int64Range(1, 40).Draw(t, "id")),
		Subdistrict: place.ID(rapid.Int64Range(0, 2).Draw(t, "subdistrict")),
		Community:   place.ID(rapid.Int64Range(10, 13).Draw(t, "community")),
		Grid:        place.ID(rapid.SampledFrom([]int64{0, 21, 22}).Draw(t, "grid")),
		Category:    matter.CategoryID(rapid.Int64Range(1, 3).Draw(t, "category")),
		Stage:       rapid.SampledFrom(matter.Stages()).Draw(t, "stage"),
		Kind:        rapid.SampledFrom(matter.Kinds()).Draw(t, "kind"),
		Channel:     rapid.SampledFrom(matter.Channels()).Draw(t, "channel"),
		Raised:      calendar.NewDay(2026, time.May, 25).Add(rapid.IntRange(0, 40).Draw(t, "day")),
	}
}

// The cube gives what counting the facts one by one gives, whatever was put in
// whichever order, and however often.
func TestGroupEqualsCountingOneByOne(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := insight.NewCube(0)
		known := map[matter.ID]matter.Fact{}
		for range rapid.IntRange(0, 60).Draw(t, "puts") {
			f := drawFact(t)
			known[f.ID] = f
			if err := c.Put(f); err != nil {
				t.Fatal(err)
			}
		}
		q := matter.Question{By: rapid.SliceOfNDistinct(rapid.SampledFrom(matter.Keys()), 0, 3, rapid.ID[matter.Key]).Draw(t, "by")}
		var in []place.ID
		if rapid.Bool().Draw(t, "in") {
			in = []place.ID{place.ID(rapid.SampledFrom([]int64{1, 11, 22}).Draw(t, "place"))}
		}
		if rapid.Bool().Draw(t, "narrowed") {
			q.Stage, q.Category = rapid.SampledFrom(matter.Stages()).Draw(t, "only stage"), 2
		}
		if rapid.Bool().Draw(t, "dated") {
			q.Raised = [2]calendar.Day{calendar.NewDay(2026, time.May, 29), calendar.NewDay(2026, time.June, 12)}
		}
		want := map[string]int64{}
		for _, f := range known {
			if len(in) > 0 && f.Subdistrict != in[0] && f.Community != in[0] && f.Grid != in[0] ||
				q.Stage != "" && (f.Stage != q.Stage || f.Category != q.Category) ||
				q.Raised[0] != 0 && (f.Raised < q.Raised[0] || f.Raised > q.Raised[1]) {
				continue
			}
			var at []string
			for _, k := range q.By {
				at = append(at, values(f)[k])
			}
			want[strings.Join(at, "|")]++
		}
		groups, err := c.Group(q, in)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range groups {
			at := strings.Join(g.Values, "|")
			if want[at] != g.N {
				t.Fatalf("%s: %d, want %d", at, g.N, want[at])
			}
			delete(want, at)
		}
		if len(want) > 0 {
			t.Fatalf("missing groups: %v", want)
		}
	})
}

func TestTooFineIsRefused(t *testing.T) {
	t.Parallel()
	c := insight.NewCube(0)
	for i := range int64(3000) {
		if err := c.Put(matter.Fact{ID: matter.ID(i + 1), Grid: place.ID(i + 1), Community: place.ID(i + 1)}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := c.Group(matter.Question{By: []matter.Key{matter.ByGrid, matter.ByCommunity}}, nil); err != insight.ErrTooFine {
		t.Errorf("got %v", err)
	}
	var err error
	for i := range int64(300) {
		err = c.Put(matter.Fact{ID: matter.ID(i + 1), Stage: matter.Stage(strings.Repeat("x", int(i)))})
	}
	if err == nil {
		t.Error("three hundred stages fit into a byte")
	}
}

func BenchmarkGroup10M(b *testing.B) {
	c := insight.NewCube(10_000_000)
	r := rand.New(rand.NewPCG(1, 2))
	stages, first := matter.Stages(), calendar.NewDay(2024, time.July, 1)
	days := make([]calendar.Day, 720)
	for i := range days {
		days[i] = first.Add(i)
	}
	for i := range int64(10_000_000) {
		grid := r.Int64N(5000)
		f := matter.Fact{ID: matter.ID(i + 1), Subdistrict: place.ID(1 + grid/250), Community: place.ID(100 + grid/5), Grid: place.ID(10000 + grid),
			Category: matter.CategoryID(1 + r.Int64N(16)), Stage: stages[r.IntN(len(stages))], Raised: days[r.IntN(720)]}
		if err := c.Put(f); err != nil {
			b.Fatal(err)
		}
	}
	for _, q := range []struct {
		name string
		q    matter.Question
	}{
		{"community-stage", matter.Question{By: []matter.Key{matter.ByCommunity, matter.ByStage}}},
		{"subdistrict-category-stage-year", matter.Question{By: []matter.Key{matter.BySubdistrict, matter.ByCategory, matter.ByStage},
			Raised: [2]calendar.Day{days[360], days[719]}}},
	} {
		b.Run(q.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := c.Group(q.q, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
