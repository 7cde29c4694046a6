package insightweb

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/insight"
	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// Deps is what the pages need of the house.
type Deps struct {
	Figures *insight.Figures
	URL     string // the address people type, for the code on paper
}

type pages struct{ Deps }

const base = "/desk/figures"

// Routes are the pages.
func Routes(d Deps) []web.Route {
	p := &pages{d}
	return []web.Route{
		{At: "GET " + base, Can: matter.CanCount, Do: p.page},
		{At: "GET " + base + "/print", Can: matter.CanCount, Do: p.print},
		{At: "GET " + base + "/export", Can: matter.CanExport, Do: p.export},
	}
}

// answer is the groups of a question with their names.
type answer struct {
	question   matter.Question
	at         place.Place
	categories []matter.Category
	rows       []row
	total      int64
}

// row is one group as people read it.
type row struct {
	Names []string
	Share string
	Href  string
	matter.Group
}

// answer asks what the address asks. Five queries where the figures are in
// memory.
func (p *pages) answer(ctx context.Context, v *act.View, r *web.Request) (a answer, err error) {
	if a.question, a.at, err = question(v, r.URL.Query()); err != nil {
		return a, err
	}
	groups, err := p.Figures.Group(v, a.question)
	if err != nil {
		return a, err
	}
	if a.categories, err = matter.AllCategories(v); err != nil {
		return a, err
	}
	name, err := a.names(ctx, v, groups)
	if err != nil {
		return a, err
	}
	order(a.question, groups)
	for _, g := range groups {
		a.total += g.N
	}
	for _, g := range groups {
		one := row{Group: g, Share: matter.Share{Part: g.N, Whole: a.total}.String(), Href: list(a.question, g)}
		for i, k := range a.question.By {
			one.Names = append(one.Names, name(k, g.Values[i]))
		}
		a.rows = append(a.rows, one)
	}
	return a, nil
}

// names gives what the values are called.
func (a answer) names(ctx context.Context, v *act.View, groups []matter.Group) (func(matter.Key, string) string, error) {
	var ids []place.ID
	for i, k := range a.question.By {
		if !slices.Contains(narrower, k) {
			continue
		}
		for _, g := range groups {
			if p, err := id.Parse[place.Place](g.Values[i]); err == nil && !slices.Contains(ids, p) {
				ids = append(ids, p)
			}
		}
	}
	places, err := place.Names(v, ids...)
	known := map[string]string{"": words.T(ctx, "没有")}
	for p, name := range places {
		known[p.String()] = name
	}
	for _, c := range a.categories {
		known[c.ID.String()] = c.Name
	}
	for _, s := range matter.Stages() {
		known[string(s)] = words.T(ctx, s.Label())
	}
	for _, s := range matter.Kinds() {
		known[string(s)] = words.T(ctx, s.Label())
	}
	channels := map[string]string{}
	for _, s := range matter.Channels() {
		channels[string(s)] = words.T(ctx, s.Label())
	}
	return func(k matter.Key, value string) string {
		name := known[value]
		switch k {
		case matter.ByChannel:
			name = channels[value]
		case matter.ByMonth:
			if at, err := time.Parse("2006-01", value); err == nil {
				name = at.Format(words.T(ctx, "2006年1月"))
			}
		}
		return cmp.Or(name, value)
	}, err
}

// order puts the months and the stages in their own order and everything else by
// how much there is of it, the most first.
func order(q matter.Question, groups []matter.Group) {
	at := make([]map[string]int64, len(q.By))
	for i, k := range q.By {
		at[i] = map[string]int64{}
		for j, s := range matter.Stages() {
			if k == matter.ByStage {
				at[i][string(s)] = int64(j)
			}
		}
		for _, g := range groups {
			if k != matter.ByStage && k != matter.ByMonth {
				at[i][g.Values[i]] -= g.N
			}
		}
	}
	slices.SortStableFunc(groups, func(a, b matter.Group) int {
		for i := range q.By {
			x, y := a.Values[i], b.Values[i]
			if c := cmp.Or(cmp.Compare(at[i][x], at[i][y]), strings.Compare(x, y)); c != 0 {
				return c
			}
		}
		return 0
	})
}

// mostRows is how many groups a page shows; the file holds them all.
const mostRows = 300

func (p *pages) page(r *web.Request) error {
	ctx := r.Context()
	v := groupsView{Address: ui.Address{Path: base, Query: r.URL.Query()}}
	err := r.See(func(view *act.View) error {
		a, err := p.answer(ctx, view, r)
		if err != nil {
			return err
		}
		v.fill(ctx, a)
		v.Places, err = choices(view, a.at)
		return err
	})
	if err != nil {
		return err
	}
	if r.Server.Stage.Policy.Has(r.By, matter.CanExport) {
		at := ui.Address{Path: base + "/export", Query: r.URL.Query()}
		v.Actions = []ui.Action{
			{Text: r.T("导出 Excel"), Icon: ui.IconDownload, Href: at.With("as", "xlsx").String()},
			{Kind: ui.Quiet, Text: r.T("导出 CSV"), Href: at.With("as", "csv").String()},
		}
	}
	v.Actions = append(v.Actions, ui.Action{
		Kind: ui.Quiet, Text: r.T("打印"), Icon: ui.IconPrinter, Href: ui.Address{Path: base + "/print", Query: r.URL.Query()}.String()})
	return r.Page(200, groupsPage(r.Frame(r.T("分组看")), v))
}

// choices are the reader's place and those below it: communities and what lies
// above, and the grids of a community that is looked at.
func choices(v *act.View, at place.Place) ([]ui.Option, error) {
	top, err := placeOr(v, 0)
	if err != nil {
		return nil, err
	}
	out := []ui.Option{{Value: top.ID.String(), Text: top.Name}}
	for _, one := range []struct {
		in   place.Place
		kind place.Kind
	}{{top, place.Subdistrict}, {top, place.Community}, {at, place.Grid}} {
		if one.kind == place.Grid && at.Kind != place.Community && at.Kind != place.Grid {
			continue
		}
		found, err := place.Under(v, one.in.ID, one.kind)
		if err != nil {
			return nil, err
		}
		for _, p := range found {
			if p.ID != top.ID {
				out = append(out, ui.Option{Value: p.ID.String(), Text: p.Name})
			}
		}
	}
	return out, nil
}
