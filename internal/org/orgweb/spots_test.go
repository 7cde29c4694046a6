package orgweb

import (
	"fmt"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/org/orgtest"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/place/placetest"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/web/webtest"
)

// Where places are too many to list, a name finds the one that is meant, and what
// was typed beside it is still there.
func TestOneOfVeryManyPlaces(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, orgtest.Schema, func(t *testing.T, d *db.DB) {
		h := open(t, d)
		const form = "/desk/organizations/new"
		h.Get(form).Want(t, 200, "!找地方")
		var last place.Place
		if err := h.stage.Do(t.Context(), access.Actor{Realm: h.By.Realm, System: "test"}, func(a *act.Act) (err error) {
			for i := range maxSpots + 1 {
				name := fmt.Sprintf("海风里%d期", i+1)
				if i == maxSpots {
					name = "鹭洲花园"
				}
				if last, err = place.Add(a, place.New{Kind: place.Compound, Name: name, Parent: h.Community.ID}); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		h.Get(form).Want(t, 200, "找地方", "!"+last.ID.String())
		h.Post(form, "seek", "1", "near", "没有这里", "name", "鹭洲业委会").Want(t, 422, "没有找到叫这个名字的地方", "鹭洲业委会")
		h.Post(form, "seek", "1", "near", last.Name, "name", "鹭洲业委会").Want(t, 422, last.ID.String(), "鹭洲业委会", "!请选择组织")
		h.Post(form, "near", last.Name, "place", last.ID.String(), "name", "鹭洲业委会", "kind", "owners_committee").Want(t, 303)
	})
}

// Where organisations are too many to list, those that stand over the place are
// offered and a name finds the others; a name that led to no choice is not passed
// over, and who only changes the name keeps the superior.
func TestOneOfVeryManySuperiors(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, orgtest.Schema, func(t *testing.T, d *db.DB) {
		h := open(t, d)
		const form = "/desk/organizations/new"
		h.Get(form).Want(t, 200, "!找组织")
		var far, own org.Organization
		if err := h.stage.Do(t.Context(), access.Actor{Realm: h.By.Realm, System: "test"}, func(a *act.Act) (err error) {
			for i := range maxSuperiors + 1 {
				far, err = org.Found(a, org.New{Kind: "branch", Name: fmt.Sprintf("第%d支部", i+1), Place: h.Compound.ID})
				if err != nil {
					return err
				}
			}
			own, err = org.Found(a, org.New{Kind: "branch", Name: "鹭洲支部", Place: h.Compound.ID, Parent: far.ID})
			return err
		}); err != nil {
			t.Fatal(err)
		}
		h.Get(form).Want(t, 200, "找组织", "!"+far.ID.String())
		chosen := func(a webtest.Answer) {
			if !strings.Contains(a.Body, `value="`+far.ID.String()+`" selected`) {
				t.Errorf("%s is not chosen", far.Name)
			}
		}
		h.Post(form, "seek", "over", "over", "没有这个", "name", "鹭洲业委会").Want(t, 422, "没有找到叫这个名字的组织", "鹭洲业委会")
		chosen(h.Post(form, "seek", "over", "over", far.Name, "name", "鹭洲业委会").Want(t, 422, "鹭洲业委会", "!请选择组织"))
		sent := []string{"over", "支部", "name", "鹭洲业委会", "kind", "owners_committee", "place", h.Community.ID.String()}
		h.Post(form, sent...).Want(t, 422, "请从找到的里面选一个")
		h.Post(form, append(sent, "parent", far.ID.String())...).Want(t, 303)

		change := organizationPath(own.ID) + "/change"
		chosen(h.Get(change))
		h.Post(change, "seek", "over", "over", "第1支部", "name", "鹭洲第一支部").Want(t, 422, "鹭洲第一支部", "第1支部")
		h.Post(change, "name", "鹭洲第一支部", "parent", far.ID.String()).Want(t, 303)
		h.Get(organizationPath(own.ID)).Want(t, 200, "鹭洲第一支部", far.Name)
	})
}

// Whoever may appoint and may not know who lives there is told why they find
// nobody, in place of a search that is always empty.
func TestWhoSetsUpMayNotSeePeople(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, orgtest.Schema, func(t *testing.T, d *db.DB) {
		s := placetest.Stage(d, nil, append([]access.Grant{
			{Can: people.CanSee, Relation: access.Within, Seats: []access.SeatKind{org.SubdistrictLead}},
		}, orgtest.Grants...)...)
		h := &house{Site: webtest.New(s, Routes()...), Desk: orgtest.Furnish(t, s), t: t, stage: s}
		h.as(h.Secretary.Person)
		h.Get("/desk/seats/"+h.Secretary.Seat.ID.String()+"/appoint").Want(t, 200, "这是特意分开的", "请这里的负责人来任命", "!姓名里的两个字")
	})
}
