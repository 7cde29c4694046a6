package orgweb

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// termsView is the terms that end soon.
type termsView struct {
	Page    ui.Page
	Now     time.Time
	Scope   scope
	Address ui.Address
	Chips   []ui.Chip
	Rows    []endingRow
}

type endingRow struct {
	org.Ending
	Name, Where string
}

// spans are the looks ahead to choose from, in days.
var spans = map[string]int{"30": 30, "90": 90, "180": 180}

func terms(r *web.Request) error {
	q := r.URL.Query()
	ahead := spans[q.Get("days")]
	if ahead == 0 {
		ahead = spans["90"]
	}
	t := termsView{Page: r.Frame(r.T("任期将满")), Now: r.Now(), Address: ui.Address{Path: "/desk/organizations/terms", Query: q}}
	err := r.See(func(v *act.View) (err error) {
		if t.Scope, err = scopeOf(r, v); err != nil {
			return err
		}
		list, err := org.EndingSoon(v, t.Scope.Place.Path, v.At.AddDate(0, 0, ahead))
		if err != nil {
			return err
		}
		t.Rows, err = endings(v, list)
		return err
	})
	if err != nil {
		return err
	}
	t.Chips = []ui.Chip{
		{Key: "days", Value: "30", Text: r.T("一个月内")}, {Key: "days", Text: r.T("三个月内")}, {Key: "days", Value: "180", Text: r.T("半年内")},
	}
	return r.Page(200, termsPage(t))
}

func endings(v *act.View, list []org.Ending) ([]endingRow, error) {
	var persons []people.ID
	var at []place.ID
	for _, e := range list {
		persons, at = append(persons, e.Person), append(at, e.Seated.Place)
	}
	names, err := people.Names(v, persons...)
	if err != nil {
		return nil, err
	}
	labels, err := place.Labels(v, at...)
	out := make([]endingRow, len(list))
	for i, e := range list {
		out[i] = endingRow{e, names[e.Person], labels[e.Seated.Place]}
	}
	return out, err
}
