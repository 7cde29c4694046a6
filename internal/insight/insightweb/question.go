package insightweb

import (
	"net/url"
	"slices"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// boxes are the keys of the address by which the groups are chosen.
var boxes = [matter.MaxKeys]string{"by", "by2", "by3"}

// question reads what the address asks; what does not fit narrows nothing. It is
// of the place asked for, else of the place of the reader's first seat.
func question(v *act.View, q url.Values) (matter.Question, place.Place, error) {
	form := web.Form{Values: q}
	at, err := placeOr(v, web.FormID[place.Place](&form, "place"))
	if err != nil {
		return matter.Question{}, at, err
	}
	out := matter.Question{
		Scope: matter.ScopeOf(at), Category: web.FormID[matter.Category](&form, "category"),
		Stage: one(matter.Stages(), q.Get("stage")), Kind: one(matter.Kinds(), q.Get("kind")), Channel: one(matter.Channels(), q.Get("channel")),
	}
	out.Raised[0], _ = calendar.ParseDay(q.Get("from"))
	out.Raised[1], _ = calendar.ParseDay(q.Get("until"))
	for _, box := range boxes {
		if k := matter.Key(q.Get(box)); k.Label() != "" && !slices.Contains(out.By, k) {
			out.By = append(out.By, k)
		}
	}
	if len(out.By) == 0 {
		out.By = []matter.Key{matter.ByCategory}
	}
	return out, at, out.CountIn(v)
}

// one is the word if it is one of all, else none.
func one[W ~string](all []W, word string) (w W) {
	if slices.Contains(all, W(word)) {
		w = W(word)
	}
	return w
}

func placeOr(v *act.View, at place.ID) (place.Place, error) {
	if at.IsZero() && len(v.By.Seats) > 0 {
		at = place.ID(v.By.Seats[0].Place)
	}
	if !at.IsZero() {
		return place.Get(v, at)
	}
	roots, err := place.Roots(v)
	if err != nil || len(roots) == 0 {
		return place.Place{}, err
	}
	return roots[0], nil
}

// narrower are the keys that are places, the wider first.
var narrower = []matter.Key{matter.BySubdistrict, matter.ByCommunity, matter.ByGrid}

// list is the address of the matters of a group, "" where the list cannot ask for
// them: of none of a key.
func list(q matter.Question, g matter.Group) string {
	if slices.Contains(g.Values, "") {
		return ""
	}
	a := ui.Address{Path: "/desk/matters"}.With("stage", "all").With("place", q.Scope.Place.String())
	set := func(key, value string) {
		if value != "" {
			a = a.With(key, value)
		}
	}
	if !q.Category.IsZero() {
		set("category", q.Category.String())
	}
	set("at", string(q.Stage))
	set("kind", string(q.Kind))
	set("channel", string(q.Channel))
	days := q.Raised
	for _, k := range narrower {
		if i := slices.Index(q.By, k); i >= 0 {
			set("place", g.Values[i])
		}
	}
	for i, k := range q.By {
		switch k {
		case matter.ByCategory, matter.ByKind, matter.ByChannel:
			set(string(k), g.Values[i])
		case matter.ByStage:
			set("at", g.Values[i])
		case matter.ByMonth:
			days = within(days, g.Values[i])
		}
	}
	if days[0].Valid() {
		set("from", days[0].String())
	}
	if days[1].Valid() {
		set("until", days[1].String())
	}
	return a.String()
}

// within is a period cut to a month.
func within(days [2]calendar.Day, month string) [2]calendar.Day {
	first, err := time.Parse("2006-01", month)
	if err != nil {
		return days
	}
	from := calendar.NewDay(first.Year(), first.Month(), 1)
	until := from.AddMonths(1).Add(-1)
	if !days[0].Valid() || days[0] < from {
		days[0] = from
	}
	if !days[1].Valid() || days[1] > until {
		days[1] = until
	}
	return days
}
