package insight_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"github.com/jinlin-oss/jinlin/internal/insight"
)

func fact(id int64, day int32, values ...int64) insight.Fact {
	f := insight.Fact{ID: id, Day: day}
	copy(f.Values[:], values)
	return f
}

// The cube gives what counting the facts one by one gives, whatever was put in
// whichever order, and however often.
func TestGroupEqualsCountingOneByOne(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := insight.NewCube(0)
		known := map[int64]insight.Fact{}
		for range rapid.IntRange(0, 60).Draw(t, "puts") {
			f := fact(rapid.Int64Range(1, 30).Draw(t, "id"), rapid.Int32Range(20000, 20010).Draw(t, "day"))
			for k := range f.Values {
				f.Values[k] = rapid.Int64Range(1, 4).Draw(t, "value")
			}
			known[f.ID] = f
			if err := c.Put(f); err != nil {
				t.Fatal(err)
			}
		}
		by := rapid.SliceOfNDistinct(rapid.SampledFrom([]insight.Key{insight.Community, insight.Stage, insight.Category, insight.Month}),
			0, 3, rapid.ID[insight.Key]).Draw(t, "by")
		filter := insight.Filter{From: rapid.Int32Range(20000, 20010).Draw(t, "from")}
		if rapid.Bool().Draw(t, "filtered") {
			filter.Is = map[insight.Key][]int64{insight.Kind: {1, 3}}
		}
		want := map[string]int64{}
		for _, f := range known {
			if f.Day < filter.From || (filter.Is != nil && f.Values[insight.Kind] != 1 && f.Values[insight.Kind] != 3) {
				continue
			}
			var values []int64
			for _, k := range by {
				values = append(values, f.Values[k])
			}
			want[fmt.Sprint(values)]++
		}
		cells, err := c.Group(by, filter)
		if err != nil {
			t.Fatal(err)
		}
		for _, cell := range cells {
			key := fmt.Sprint(cell.Values)
			if len(cell.Values) == 0 {
				key = "[]"
			}
			if want[key] != cell.N {
				t.Fatalf("%s: %d, want %d", key, cell.N, want[key])
			}
			delete(want, key)
		}
		if len(want) > 0 {
			t.Fatalf("missing groups: %v", want)
		}
	})
}

func BenchmarkGroup10M(b *testing.B) {
	c := insight.NewCube(10_000_000)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range int64(10_000_000) {
		f := fact(i+1, 20000+int32(r.IntN(720)), r.Int64N(20), r.Int64N(1111), r.Int64N(5000), r.Int64N(16), r.Int64N(14), r.Int64N(5), r.Int64N(8), r.Int64N(24))
		if err := c.Put(f); err != nil {
			b.Fatal(err)
		}
	}
	for _, q := range []struct {
		name string
		by   []insight.Key
		f    insight.Filter
	}{
		{"community-stage", []insight.Key{insight.Community, insight.Stage}, insight.Filter{}},
		{"subdistrict-category-stage-year", []insight.Key{insight.Subdistrict, insight.Category, insight.Stage}, insight.Filter{From: 20360}},
	} {
		b.Run(q.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := c.Group(q.by, q.f); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
