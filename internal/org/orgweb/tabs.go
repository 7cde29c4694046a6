package orgweb

import (
	"context"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// tabs lead between the pages of organisations; the scope goes along.
func tabs(ctx context.Context, current string, in place.ID) []ui.Tab {
	var out []ui.Tab
	for _, t := range [][2]string{
		{"/desk/organizations", words.T(ctx, "组织")}, {"/desk/organizations/seats", words.T(ctx, "岗位")}, {"/desk/organizations/terms", words.T(ctx, "任期将满")},
		{"/desk/organizations/coverage", words.T(ctx, "组织覆盖")}, {"/desk/organizations/offices", words.T(ctx, "交叉任职")}, {"/desk/organizations/ladder", words.T(ctx, "层级和类别")},
	} {
		r := web.From(ctx)
		if t[0] == "/desk/organizations/ladder" && (r == nil || !r.Server.Admits(r.By, org.CanDefine)) {
			continue
		}
		to := t[0]
		if !in.IsZero() && to != "/desk/organizations/ladder" {
			to += "?in=" + in.String()
		}
		out = append(out, ui.Tab{Text: t[1], Href: to, Current: t[0] == current})
	}
	return out
}

func term(ctx context.Context, k place.Kind) string { return words.Term(ctx, string(k)) }
