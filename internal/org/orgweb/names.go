package orgweb

import (
	"context"
	"time"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// familyName is what a family is called.
func familyName(ctx context.Context, f org.Family) string {
	return map[org.Family]string{
		org.Office: words.T(ctx, "政府部门"), org.Party: words.T(ctx, "党组织"), org.Residents: words.T(ctx, "居民自治组织"),
		org.Owners: words.T(ctx, "业主组织"), org.Property: words.T(ctx, "物业企业"), org.Mediation: words.T(ctx, "调解组织"),
		org.Group: words.T(ctx, "小组"), org.Team: words.T(ctx, "服务队"), org.Assembled: words.T(ctx, "协会"),
		org.Partner: words.T(ctx, "共建单位"), org.Platform: words.T(ctx, "平台管理"),
	}[f]
}

// kindName is what a kind is called in the reader's language.
func kindName(ctx context.Context, k org.Kind) string {
	if words.Lang(ctx) == words.English && k.En != "" {
		return k.En
	}
	return k.Zh
}

// seatName is the seat's own title, or what its kind is called here.
func seatName(ctx context.Context, kind access.SeatKind, title string) string {
	if title != "" {
		return title
	}
	return words.Term(ctx, string(kind))
}

func organizationPath(id org.ID) string { return "/desk/organizations/" + id.String() }

func seatPath(id org.SeatID) string { return "/desk/seats/" + id.String() }

func placePath(id place.ID) string { return "/desk/places/" + id.String() }

// kindsByKey are the kinds of the realm by their keys.
func kindsByKey(v *act.View) (map[string]org.Kind, error) {
	all, err := org.Kinds(v)
	out := make(map[string]org.Kind, len(all))
	for _, k := range all {
		out[k.Key] = k
	}
	return out, err
}

// kindOptions are the kinds to choose from, named with their families.
func kindOptions(ctx context.Context, v *act.View) ([]ui.Option, error) {
	all, err := org.Kinds(v)
	out := []ui.Option{{Text: words.T(ctx, "请选择")}}
	for _, k := range all {
		out = append(out, ui.Option{Value: k.Key, Text: words.T(ctx, "%s · %s", familyName(ctx, k.Family), kindName(ctx, k))})
	}
	return out, err
}

// holding is a seat with who holds it now.
type holding struct {
	Seat    org.Seat
	Where   string
	Holders []holder
}

type holder struct {
	org.Appointment
	Name string // masked
}

// holdings adds to seats who holds them and where they are.
func holdings(v *act.View, seats []org.Seat) ([]holding, error) {
	var ids []org.SeatID
	var at []place.ID
	for _, s := range seats {
		ids, at = append(ids, s.ID), append(at, s.Place)
	}
	held, err := org.Present(v, ids...)
	if err != nil {
		return nil, err
	}
	var persons []people.ID
	for _, list := range held {
		for _, p := range list {
			persons = append(persons, p.Person)
		}
	}
	names, err := people.Names(v, persons...)
	if err != nil {
		return nil, err
	}
	labels, err := place.Labels(v, at...)
	out := make([]holding, len(seats))
	for i, s := range seats {
		out[i] = holding{Seat: s, Where: labels[s.Place]}
		for _, p := range held[s.ID] {
			out[i].Holders = append(out[i].Holders, holder{p, names[p.Person]})
		}
	}
	return out, err
}

// termEnd is the last day of what ends at a moment, or open.
func termEnd(ctx context.Context, at time.Time, open string) string {
	if at.IsZero() {
		return open
	}
	return ui.Date(ctx, at.Add(-time.Microsecond))
}
