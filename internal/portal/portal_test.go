package portal

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// A sentence takes the three values that TellNews has, by their numbers, and
// says something whichever it leaves out.
func TestSayingsTakeTheirValues(t *testing.T) {
	t.Parallel()
	for event, s := range sayings {
		if s == (saying{}) {
			t.Errorf("%v tells nobody", event)
		}
		for _, words := range []string{s.speaker, s.holder, s.before, s.desk, s.upper} {
			rest := words
			for _, verb := range []string{"%[1]s", "%[2]s", "%[3]s"} {
				rest = strings.ReplaceAll(rest, verb, "")
			}
			if strings.Contains(rest, "%") || words != "" && !(strings.Contains(words, "%[1]s") && strings.Contains(words, "%[2]s")) {
				t.Errorf("%v: %q", event, words)
			}
		}
	}
	if s := sayings[reflect.TypeFor[matter.Dispatched]()]; s.speaker == "" || s.holder == "" {
		t.Errorf("a dispatch tells %+v", s)
	}
}

func TestOpeningNamesEveryMistake(t *testing.T) {
	t.Parallel()
	rows := []place.Division{
		{Code: "350203000000", Name: "思明区", Kind: place.District},
		{Code: "350203007000", Name: "莲前街道", Kind: place.Subdistrict, Parent: "350203000000"},
	}
	whole := Opening{Kind: place.DistrictRealm, Code: "350203007000", Person: "陈书记", Login: "chen", Divisions: rows}
	if got, err := whole.check(); err != nil || len(got) != 1 || got[0].Parent != "" {
		t.Errorf("%+v, %v", got, err)
	}
	for name, c := range map[string]struct {
		change func(*Opening)
		fields string
	}{
		"nothing":            {func(o *Opening) { *o = Opening{} }, "kind person login name level"},
		"a compound unnamed": {func(o *Opening) { o.Kind = place.CompoundRealm }, "compound"},
		"no such division":   {func(o *Opening) { o.Code = "350203999000" }, "code"},
		"a typed building":   {func(o *Opening) { o.Code, o.Name, o.Level = "", "一号楼", place.Building }, "level"},
	} {
		o := whole
		c.change(&o)
		_, err := o.check()
		var fields []string
		if e := errs.As(err); e != nil {
			for _, f := range e.Fields {
				fields = append(fields, f.Name)
			}
		}
		if got := strings.Join(fields, " "); got != c.fields {
			t.Errorf("%s: %q, want %q", name, got, c.fields)
		}
	}
}

func TestErrorsAreNamedAfterTheirInputs(t *testing.T) {
	t.Parallel()
	err := renamed(errs.Invalidf("name", "x", "请写名字"), "name", "person", "phone", "mobile")
	if e := errs.As(err); e == nil || e.Fields[0].Name != "person" {
		t.Errorf("%v", err)
	}
	broken := errors.New("disk")
	if got := renamed(broken, "name", "person"); got != broken {
		t.Errorf("%v", got)
	}
}
