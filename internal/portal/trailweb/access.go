package trailweb

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
	"github.com/jinlin-oss/jinlin/internal/portal"
)

// accessView is the page of who may do what.
type accessView struct {
	Page    ui.Page
	Form    ui.Form
	Seat    access.SeatKind // whose permissions are shown; none: everybody's
	Seats   []ui.Option
	Lines   []portal.Permission
	Refused int
}

// permissions shows the table that every permission of the house comes from, to
// whoever holds a seat: nobody has to guess what another may do.
func permissions(r *web.Request) error {
	v := accessView{Page: r.Frame(r.T("谁能做什么")), Seat: access.SeatKind(r.URL.Query().Get("seat"))}
	if !slices.Contains(org.SeatKinds(), v.Seat) {
		v.Seat = ""
	}
	v.Form = web.NewForm().Draw(r.Context(), "/desk/access")
	v.Form.Values = url.Values{"seat": {string(v.Seat)}}
	v.Seats = []ui.Option{{Text: r.T("所有岗位")}}
	for _, kind := range org.SeatKinds() {
		v.Seats = append(v.Seats, ui.Option{Value: string(kind), Text: seatKind(r.Context(), kind)})
	}
	policy := r.Server.Stage.Policy
	v.Lines, v.Refused = portal.Permissions(policy, v.Seat), len(portal.Refused(policy))
	return r.Page(200, accessPage(v))
}

// columns leaves the seats out where one is chosen.
func (v accessView) columns(ctx context.Context) []ui.Column {
	all := []ui.Column{{Text: words.T(ctx, "做什么")}, {Text: words.T(ctx, "对什么")}, {Text: words.T(ctx, "哪些岗位")}}
	if v.Seat != "" {
		return all[:2]
	}
	return all
}

func seatKind(ctx context.Context, k access.SeatKind) string {
	zh, en := org.SeatKindName(k)
	if words.Lang(ctx) == words.English {
		return en
	}
	return zh
}

func seatKinds(ctx context.Context, kinds []access.SeatKind) string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = seatKind(ctx, k)
	}
	return strings.Join(names, words.T(ctx, "、"))
}
