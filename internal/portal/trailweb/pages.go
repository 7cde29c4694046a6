package trailweb

import (
	"context"
	"encoding/hex"
	"maps"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/trail"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
	"github.com/jinlin-oss/jinlin/internal/portal"
)

const pageSize = 50

// Routes are the pages of whoever checks.
func Routes() []web.Route {
	return []web.Route{
		{At: "GET /desk/trail", Can: portal.CanAudit, Do: list},
		{At: "GET /desk/trail/heads", Can: portal.CanAudit, Do: heads},
		{At: "GET /desk/access", Can: web.Staff, Do: permissions},
	}
}

// listView is the page of the search.
type listView struct {
	Page    ui.Page
	Now     time.Time
	Form    ui.Form
	Address ui.Address
	Lines   []portal.TrailLine
	Cursors ui.Cursors
}

func list(r *web.Request) error {
	q := r.URL.Query()
	f, check := filter(r.Context(), q)
	v := listView{Page: r.Frame(r.T("留痕")), Now: r.Now(), Form: check,
		Address: ui.Address{Path: "/desk/trail", Query: q}}
	err := r.See(func(view *act.View) (err error) {
		v.Lines, err = portal.SearchTrail(view, f, pageSize+1)
		return err
	})
	if err != nil {
		return err
	}
	if len(v.Lines) > pageSize {
		v.Lines = v.Lines[:pageSize]
		v.Cursors.After = cursorText(v.Lines[pageSize-1].Cursor())
	}
	v.Cursors.Shown = len(v.Lines)
	status := 200
	if len(check.Fields) > 0 {
		status = 422
	}
	return r.Page(status, listPage(v))
}

// filter reads the address; what does not fit is noted on the form and narrows
// nothing.
func filter(ctx context.Context, q url.Values) (trail.Filter, ui.Form) {
	form := web.NewForm()
	form.Values = maps.Clone(q)
	f := trail.Filter{Refused: q.Get("refused") == "1"}
	if text := form.Text("action"); text != "" {
		f.Action = portal.ActionCalled(text, func(zh string) string { return words.T(ctx, zh) })
		form.Values.Set("action", words.T(ctx, portal.Action(f.Action)))
	}
	day := func(name string) time.Time {
		text := form.Text(name)
		if text == "" {
			return time.Time{}
		}
		t, err := time.ParseInLocation(time.DateOnly, text, calendar.Zone)
		if err != nil {
			form.Bad(name, "date", "日期请写成 2026-11-22 这样")
		}
		return t
	}
	f.From = day("from")
	if to := day("to"); !to.IsZero() {
		f.To = to.AddDate(0, 0, 1)
	}
	number := func(name string) int64 {
		v, err := id.Parse[struct{}](form.Text(name))
		if err != nil && form.Text(name) != "" {
			form.Bad(name, "id", "编号是 13 位字母和数字，从网页地址里可以复制")
		}
		return int64(v)
	}
	f.Object, f.Actor = number("object"), number("actor")
	f.Before = parseCursor(q.Get("after"))
	return f, form.Draw(ctx, "/desk/trail")
}

// remark is the note of a line as it stands there; what the clock noted by a code
// of its own is said in words.
func remark(ctx context.Context, l portal.TrailLine) string {
	if said := portal.Alarm(l.Note); l.Action == "matter.clock" && said != "" {
		return words.T(ctx, said)
	}
	return l.Note
}

func cursorText(c trail.Cursor) string {
	return strings.Join([]string{strconv.FormatInt(c.At.UnixMicro(), 36), strconv.FormatInt(c.Strand, 36), strconv.FormatInt(c.Seq, 36)}, ".")
}

func parseCursor(s string) (c trail.Cursor) {
	parts := strings.Split(s, ".")
	if len(parts) != 3 {
		return c
	}
	var n [3]int64
	for i, p := range parts {
		v, err := strconv.ParseInt(p, 36, 64)
		if err != nil {
			return c
		}
		n[i] = v
	}
	return trail.Cursor{At: time.UnixMicro(n[0]), Strand: n[1], Seq: n[2]}
}

// headsView is the page with the ends of the trail.
type headsView struct {
	Sheet ui.Sheet
	Heads []head
}

type head struct {
	Strand, Seq int64
	Hash        string
}

func heads(r *web.Request) error {
	var v headsView
	err := r.See(func(view *act.View) error {
		hs, at, err := portal.TrailHeads(view)
		for _, h := range hs {
			v.Heads = append(v.Heads, head{h.Strand, h.Seq, grouped(hex.EncodeToString(h.Hash))})
		}
		v.Sheet = ui.Sheet{Title: r.T("留痕校验值"), Place: r.Frame("").Place.Name, At: at, Back: "/desk/trail"}
		return err
	})
	if err != nil {
		return err
	}
	return r.Page(200, headsPage(v))
}

// grouped breaks a hash into groups of eight, so that two prints can be compared by eye.
func grouped(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i += 8 {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s[i:min(i+8, len(s))])
	}
	return b.String()
}
