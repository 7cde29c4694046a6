package codes

import (
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

func TestDivisions(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in     string
		code   Division
		level  Level
		parent Division
	}{
		{"350203007010", "350203007010", Committee, "350203007000"},
		{"350203007", "350203007000", Town, "350203000000"},
		{"350203", "350203000000", County, "350200000000"},
		{"3502", "350200000000", City, "350000000000"},
		{"35", "350000000000", Province, ""},
		{"441900003000", "441900003000", Town, "441900000000"},
	} {
		d, err := ParseDivision(c.in)
		if err != nil || d != c.code || d.Level() != c.level || d.Parent() != c.parent {
			t.Errorf("%s: %s level %d in %s, %v", c.in, d, d.Level(), d.Parent(), err)
		}
	}
	for _, in := range []string{"", "3", "35020", "35020300701", "3502030070101", "350203x07010", "990203007010", "350203000010", "350000001000", "350003", "350003001000"} {
		if d, err := ParseDivision(in); errs.KindOf(err) != errs.Invalid {
			t.Errorf("%q: %s, want a refusal", in, d)
		}
	}
	if at := Division("350203007010").At(City); at != "350200000000" {
		t.Errorf("at the city: %s", at)
	}
}

func TestDivisionDoubts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		code  Division
		name  string
		doubt bool
	}{
		{"350203007010", "深田社区居委会", false}, {"350205002214", "新垵村委会", false},
		{"350203007210", "深田社区居委会", true}, {"350205002014", "新垵村委会", true},
		{"350181400501", "东风区村委会", false}, {"350203007000", "嘉莲街道", false},
		{"350181103000", "海口镇", false}, {"350181003000", "海口镇", true},
		{"350181103000", "龙山街道", true}, {"350181203000", "某某乡", false},
		{"350181103000", "某某乡", true}, {"350203000000", "思明区", false},
	} {
		if got := c.code.Doubt(c.name); (got != "") != c.doubt {
			t.Errorf("%s %s: %q", c.code, c.name, got)
		}
	}
}

func FuzzParseDivision(f *testing.F) {
	f.Add("350203007010")
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDivision(s)
		if err != nil {
			return
		}
		for up, steps := d, 0; up != ""; up, steps = up.Parent(), steps+1 {
			if len(up) != 12 || steps > 5 {
				t.Fatalf("%q: no way up from %s", s, d)
			}
		}
		_ = d.Doubt(s)
	})
}
