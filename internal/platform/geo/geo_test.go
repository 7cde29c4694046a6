package geo

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func near(a, b Point, within float64) bool {
	return math.Abs(a.Lon-b.Lon) < within && math.Abs(a.Lat-b.Lat) < within
}

func TestVectors(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ wgs, gcj Point }{
		{Point{118.0894, 24.4798}, Point{118.09437708358345, 24.47715323195335}},
		{Point{116.404, 39.915}, Point{116.41024449916938, 39.91640428150164}},
		{Point{119.0078, 25.4541}, Point{119.01253467858129, 25.451318156273256}},
	} {
		if got := c.wgs.To(WGS84, GCJ02); !near(got, c.gcj, 1e-12) {
			t.Errorf("%v to GCJ-02: %v, want %v", c.wgs, got, c.gcj)
		}
		if got := c.gcj.To(GCJ02, CGCS2000); !near(got, c.wgs, 1e-8) {
			t.Errorf("%v back: %v, want %v", c.gcj, got, c.wgs)
		}
		if shift := Distance(c.wgs, c.gcj); shift < 550 || shift > 590 {
			t.Errorf("%v is shifted by %.0f m", c.wgs, shift)
		}
	}
	baidu := Point{118.1008205855, 24.4834111812}
	if got := (Point{118.0894, 24.4798}).To(CGCS2000, BD09); !near(got, baidu, 1e-10) {
		t.Errorf("to BD-09: %v, want %v", got, baidu)
	}
}

func TestThereAndBack(t *testing.T) {
	t.Parallel()
	systems := rapid.SampledFrom([]CRS{WGS84, CGCS2000, GCJ02, BD09})
	rapid.Check(t, func(t *rapid.T) {
		p := Point{rapid.Float64Range(74, 135).Draw(t, "lon"), rapid.Float64Range(3, 54).Draw(t, "lat")}
		from, to := systems.Draw(t, "from"), systems.Draw(t, "to")
		if back := p.To(from, to).To(to, from); !near(back, p, 1e-7) {
			t.Fatalf("%v from %s to %s and back is %v", p, from, to, back)
		}
	})
}

func TestOutsideNothingChanges(t *testing.T) {
	t.Parallel()
	for _, p := range []Point{{2.35, 48.86}, {-74, 40.7}, {151.2, -33.9}} {
		if got := p.To(WGS84, BD09); got != p {
			t.Errorf("%v became %v", p, got)
		}
	}
	for p, want := range map[Point]bool{{118, 24}: true, {181, 0}: false, {0, -91}: false} {
		if p.Valid() != want {
			t.Errorf("%v valid: %v", p, p.Valid())
		}
	}
	if (Point{math.NaN(), 0}).Valid() || CRS("").Valid() || !BD09.Valid() {
		t.Error("what is no number is no place")
	}
}

func TestDistance(t *testing.T) {
	t.Parallel()
	xiamen, putian := Point{118.0894, 24.4798}, Point{119.0078, 25.4541}
	if got := Distance(xiamen, putian); math.Abs(got-142_500) > 1000 {
		t.Errorf("Xiamen to Putian: %.0f m", got)
	}
	if got := Distance(xiamen, Point{118.0894, 24.4798 + 801/111195.08}); math.Abs(got-801) > 0.1 {
		t.Errorf("801 m northwards: %.2f", got)
	}
	if got := Distance(Point{0, 90}, Point{180, -90}); math.Abs(got-math.Pi*earth) > 1 {
		t.Errorf("pole to pole: %.0f", got)
	}
}
