package matterweb

import (
	"context"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

func (p *pages) categoriesForm(r *web.Request) error { return p.categoriesWith(r, 200, r.Form()) }

func (p *pages) categoriesWith(r *web.Request, status int, f *web.Form) error {
	ctx := r.Context()
	v := categoriesView{Form: f.Draw(ctx, "/desk/categories"), Classes: options(ctx, matter.Classes()), Editing: f.Text("id")}
	err := r.See(func(view *act.View) error {
		root, err := placeRoot(view)
		if err != nil {
			return err
		}
		v.May = view.May(matter.CanConfigure, root.Thing())
		all, err := matter.AllCategories(view)
		for _, c := range all {
			v.Rows = append(v.Rows, categoryRow{
				Name: c.Name, Code: c.Code, Class: words.T(ctx, c.Class.Label()), Limit: limitText(ctx, c.Limit), Duty: c.Duty,
				Open: c.OpenToAll, Closed: !c.Open(), Href: "/desk/categories?id=" + c.ID.String() + "#category",
			})
			if v.Editing == c.ID.String() && v.Form.Values == nil {
				v.Form.Values = categoryValues(c)
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	v.Form.ID = "category"
	return r.Page(status, categoriesPage(r.Frame(r.T("事项类别")), v))
}

func limitText(ctx context.Context, l matter.Limit) string {
	if !l.Valid() {
		return words.T(ctx, "按时限类别")
	}
	return l.String()
}

// categoryValues are the values of a category's form.
func categoryValues(c matter.Category) map[string][]string {
	on := func(is bool) []string {
		if is {
			return []string{"on"}
		}
		return nil
	}
	return map[string][]string{
		"name": {c.Name}, "code": {c.Code}, "class": {string(c.Class)}, "limit": {c.Limit.String()}, "hint": {c.Hint},
		"duty": on(c.Duty), "open_to_all": on(c.OpenToAll), "closed": on(!c.Open()),
	}
}

func (p *pages) saveCategory(r *web.Request) error {
	f := r.Form()
	c := matter.Category{
		ID: web.FormID[matter.Category](f, "id"), Code: f.Text("code"), Name: f.Text("name"), Hint: f.Text("hint"),
		Class: matter.Class(f.Text("class")), Duty: f.Is("duty", "on"), OpenToAll: f.Is("open_to_all", "on"),
	}
	if err := c.Limit.UnmarshalText([]byte(f.Text("limit"))); err != nil {
		f.Bad("limit", "category.limit", "时限请写成“2小时”“7天”或“5个工作日”")
	}
	var err error
	if len(f.Errors) == 0 {
		err = r.Do(func(a *act.Act) error { return keepCategory(a, c, f.Is("closed", "on")) })
	}
	if f.Refused(err) {
		return p.categoriesWith(r, 422, f)
	}
	if err != nil {
		return err
	}
	return r.Done("/desk/categories", words.T(r.Context(), "保存好了，以后登记的照新的来。"))
}

// keepCategory adds or changes; the order of what there is stays.
func keepCategory(a *act.Act, c matter.Category, closed bool) error {
	if c.ID.IsZero() {
		_, err := matter.AddCategory(a, c)
		return err
	}
	all, err := matter.AllCategories(a.View)
	if err != nil {
		return err
	}
	for _, old := range all {
		if old.ID == c.ID {
			c.Position, c.ClosedAt = old.Position, old.ClosedAt
		}
	}
	switch {
	case !closed:
		c.ClosedAt = time.Time{}
	case c.ClosedAt.IsZero():
		c.ClosedAt = a.At
	}
	return matter.ChangeCategory(a, c)
}

// categoryTitle says what the form does.
func categoryTitle(ctx context.Context, v categoriesView) string {
	if v.Editing == "" {
		return words.T(ctx, "加一类")
	}
	return words.T(ctx, "改这一类")
}
