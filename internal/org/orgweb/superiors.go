package orgweb

import (
	"context"
	"slices"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// superiors are the organisations to choose from as the one above another: all
// when they are few, else those that stand over its place, or what their names
// were searched for.
type superiors struct {
	Now     org.Organization // whose superior is chosen; zero for a new one
	At      access.Path      // where it stands
	Choices []ui.Option
	Many    bool // not all are listed: a name finds the others
}

// maxSuperiors is how many organisations a choice lists.
const maxSuperiors = 30

// over is the field with the name of an organisation that is searched for.
const over = "over"

// fill lists the organisations; a name in the form narrows them to what is called
// so. The present superior stays among them even where the reader may not see it:
// a form that left it out would take it away.
func (s *superiors) fill(ctx context.Context, v *act.View, f *web.Form) error {
	all, err := org.List(v, org.Filter{})
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(o org.Organization) bool { return o.ID == s.Now.ID })
	s.Many = len(all) > maxSuperiors
	name := f.Text(over)
	switch {
	case !s.Many:
		s.list(words.T(ctx, "没有上级"), all)
	case name == "":
		s.list(words.T(ctx, "没有上级"), slices.DeleteFunc(all, func(o org.Organization) bool { return !s.At.Within(o.Path) }))
	default:
		named := slices.DeleteFunc(all, func(o org.Organization) bool { return !strings.Contains(o.Name, name) })
		if len(named) > 0 {
			s.list(words.T(ctx, "请选择"), named)
			if len(named) == 1 {
				f.Values.Set("parent", named[0].ID.String())
			}
			return nil
		}
		f.Bad(over, "organization.none", "没有找到叫这个名字的组织，换个写法再找")
		s.list(words.T(ctx, "没有上级"), nil)
	}
	for _, up := range []org.ID{s.Now.Parent, web.FormID[org.Organization](f, "parent")} {
		if err := s.keep(v, up); err != nil {
			return err
		}
	}
	return nil
}

func (s *superiors) list(none string, some []org.Organization) {
	s.Choices = []ui.Option{{Text: none}}
	for _, o := range some[:min(len(some), maxSuperiors)] {
		s.Choices = append(s.Choices, ui.Option{Value: o.ID.String(), Text: o.Name})
	}
}

// keep adds an organisation that has been chosen already.
func (s *superiors) keep(v *act.View, chosen org.ID) error {
	if chosen.IsZero() || contains(s.Choices, chosen.String()) {
		return nil
	}
	o, err := org.Get(v, chosen)
	if err != nil || o.ID != s.Now.Parent && !v.May(org.CanSee, o.Thing()) {
		return err
	}
	s.Choices = append(s.Choices, ui.Option{Value: o.ID.String(), Text: o.Name})
	return nil
}

// superior is the organisation chosen; a name that was typed and led to no choice
// is not passed over.
func superior(f *web.Form) org.ID {
	up := web.FormID[org.Organization](f, "parent")
	if up.IsZero() && f.Text(over) != "" && !seeking(f) {
		f.Bad("parent", "organization.choose", "请从找到的里面选一个；没有上级的，把上面的名字清空")
	}
	return up
}
