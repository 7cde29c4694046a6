package matterweb

import (
	"context"
	"io"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/mask"
	"github.com/jinlin-oss/jinlin/internal/platform/sheet"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// export is the list as the address asks for it, as a file: no person in it,
// numbers in the words masked, the exporter's mark on top, the taking written
// down.
func (p *pages) export(r *web.Request) error {
	format := sheet.XLSX
	if r.URL.Query().Get("as") == "csv" {
		format = sheet.CSV
	}
	ctx := r.Context()
	var rows []Brief
	var lines []matter.Line
	err := r.Do(func(a *act.Act) error {
		f, err := filterOf(a.View, r.URL.Query())
		if err != nil {
			return err
		}
		if lines, err = matter.Export(a, f, sortOf(r.URL.Query().Get("sort"))); err != nil {
			return err
		}
		rows, err = p.briefs(ctx, a.View, lines, listed{under: faces[web.Desk]})
		return err
	})
	if err != nil {
		return err
	}
	frame := r.Frame("")
	by := frame.Name
	if frame.Seat != "" {
		by += " " + frame.Seat
	}
	name := "matters-" + r.Now().In(ui.Zone).Format("20060102-1504") + format.Ext()
	head := r.W.Header()
	head.Set("Content-Type", format.ContentType())
	head.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	head.Set("Cache-Control", "no-store")
	return writeSheet(ctx, r.W, format, exported{rows: rows, lines: lines, mark: sheet.Mark(by, r.Now(), "")})
}

// exported is what goes into a file.
type exported struct {
	rows  []Brief
	lines []matter.Line
	mark  string
}

func writeSheet(ctx context.Context, w io.Writer, format sheet.Format, e exported) error {
	columns := []string{
		words.T(ctx, "编号"), words.T(ctx, "什么事"), words.T(ctx, "地方"), words.T(ctx, "类别"), words.T(ctx, "想要什么"), words.T(ctx, "怎么来的"),
		words.T(ctx, "走到哪"), words.T(ctx, "在谁手里"), words.T(ctx, "登记时间"), words.T(ctx, "期限"), words.T(ctx, "超时"), words.T(ctx, "办结"),
		words.T(ctx, "结果"), words.T(ctx, "满意"), words.T(ctx, "办了几次"),
	}
	out, err := sheet.Create(w, format, sheet.Heading{Title: words.T(ctx, "事项"), Mark: e.mark, Columns: columns, Cap: matter.MaxExport})
	if err != nil {
		return err
	}
	for i, b := range e.rows {
		l := e.lines[i]
		err := out.Row(b.Number, mask.Text(l.Words), mask.Address(b.Where), b.Category, words.T(ctx, l.Kind.Label()), b.Channel, b.Status.Word, b.Holder,
			l.CreatedAt, optional(l.DueAt), !l.LapsedAt.IsZero(), optional(l.ClosedAt), outcomeText(ctx, l), satisfactionText(ctx, l), l.Rounds)
		if err != nil {
			return err
		}
	}
	return out.Close()
}

// optional leaves the cell of a time that there is not empty.
func optional(at time.Time) any {
	if at.IsZero() {
		return nil
	}
	return at.In(calendar.Zone)
}

func outcomeText(ctx context.Context, l matter.Line) string {
	if l.Outcome == "" {
		return ""
	}
	return words.T(ctx, l.Outcome.Label())
}

func satisfactionText(ctx context.Context, l matter.Line) string {
	if l.Satisfaction == matter.NotJudged {
		return ""
	}
	return words.T(ctx, l.Satisfaction.Label())
}
