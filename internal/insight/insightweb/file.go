package insightweb

import (
	"context"
	"io"
	"strconv"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/sheet"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// print is the table on paper.
func (p *pages) print(r *web.Request) error {
	ctx := r.Context()
	v := groupsView{Address: ui.Address{Path: base, Query: r.URL.Query()}}
	err := r.See(func(view *act.View) error {
		a, err := p.answer(ctx, view, r)
		v.fill(ctx, a)
		return err
	})
	if err != nil {
		return err
	}
	frame := r.Frame("")
	s := ui.Sheet{Title: v.Title, Place: v.Place, By: strings.TrimSpace(frame.Name + " " + frame.Seat), At: r.Now(), Back: v.Address.String()}
	if p.URL != "" {
		s.Address = strings.TrimSuffix(p.URL, "/") + v.Address.String()
	}
	return r.Page(200, groupsPaper(s, v))
}

// export is every group as a file, with the exporter's mark; the taking is
// written down first.
func (p *pages) export(r *web.Request) error {
	format := sheet.XLSX
	if r.URL.Query().Get("as") == "csv" {
		format = sheet.CSV
	}
	ctx := r.Context()
	var a answer
	if err := r.See(func(view *act.View) (err error) {
		a, err = p.answer(ctx, view, r)
		return err
	}); err != nil {
		return err
	}
	if err := r.Do(func(x *act.Act) error {
		thing := access.Thing{Kind: "matter", Place: int64(a.at.ID), Path: a.at.Path}
		if err := x.Require(matter.CanExport, thing); err != nil {
			return err
		}
		x.Note(strconv.Itoa(len(a.rows)))
		return nil
	}); err != nil {
		return err
	}
	frame := r.Frame("")
	head := r.W.Header()
	head.Set("Content-Type", format.ContentType())
	head.Set("Content-Disposition", `attachment; filename="figures-`+r.Now().In(ui.Zone).Format("20060102-1504")+format.Ext()+`"`)
	head.Set("Cache-Control", "no-store")
	return a.write(ctx, r.W, format, sheet.Mark(strings.TrimSpace(frame.Name+" "+frame.Seat), r.Now(), ""))
}

func (a answer) write(ctx context.Context, w io.Writer, format sheet.Format, mark string) error {
	heading := sheet.Heading{Title: words.T(ctx, "分组看"), Mark: mark, Cap: max(1, len(a.rows))}
	for _, k := range a.question.By {
		heading.Columns = append(heading.Columns, words.T(ctx, k.Label()))
	}
	heading.Columns = append(heading.Columns, words.T(ctx, "件数"))
	out, err := sheet.Create(w, format, heading)
	if err != nil {
		return err
	}
	for _, one := range a.rows {
		cells := make([]any, 0, len(one.Names)+1)
		for _, name := range one.Names {
			cells = append(cells, name)
		}
		if err := out.Row(append(cells, one.N)...); err != nil {
			return err
		}
	}
	return out.Close()
}
