package matterweb

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// mostBulk is how many matters are handed out together.
const mostBulk = 50

// bulkForm shows what handing out the chosen matters will do, and does nothing.
func (p *pages) bulkForm(r *web.Request) error {
	f := r.Form()
	ids := web.FormIDs[matter.Matter](f, "id")
	back := web.LocalPath(f.Text("back"), faces[web.Desk])
	if len(ids) == 0 {
		return r.Done(back, words.T(r.Context(), "还没有选。在前面打钩，再按一起派单。"))
	}
	if len(ids) > mostBulk {
		return r.Done(back, words.T(r.Context(), "一次最多派 %d 件，请分几次。", mostBulk))
	}
	return p.bulkWith(r, 200, f, ids)
}

func (p *pages) bulkWith(r *web.Request, status int, f *web.Form, ids []matter.ID) error {
	ctx := r.Context()
	v := bulkView{Now: r.Now(), Title: words.T(ctx, "一起派单 · %d 件", len(ids)), Go: words.T(ctx, "派出去"), Back: web.LocalPath(f.Text("back"), faces[web.Desk])}
	v.Form = ui.Form{ID: "bulk", Action: "/desk/matters/bulk/dispatch", Key: f.FreshKey(), Fields: f.Errors}
	if len(f.Errors) > 0 { // nothing chosen is lost
		v.Form.Values = f.Values
	}
	err := r.See(func(view *act.View) error { return p.bulkFill(ctx, view, &v, ids) })
	if err != nil {
		return err
	}
	return r.Page(status, bulkPage(r.Frame(v.Title), v))
}

// bulkFill sorts the matters into groups that the same seats can have and the
// catalogue of duties would hand to the same one. Six queries, however many
// matters.
func (p *pages) bulkFill(ctx context.Context, view *act.View, v *bulkView, ids []matter.ID) error {
	all, err := matter.Several(view, ids...)
	if err != nil {
		return err
	}
	choices, err := matter.Choices(view, all...)
	if err != nil {
		return err
	}
	labels, err := p.mannedLabels(view, everySeat(choices))
	if err != nil {
		return err
	}
	lines := make([]matter.Line, len(all))
	for i, m := range all {
		lines[i] = lineOf(m)
	}
	briefs, err := p.briefs(ctx, view, lines, listed{under: faces[web.Desk]})
	if err != nil {
		return err
	}
	groups := map[string]int{}
	for i, m := range all {
		row := bulkRow{Brief: briefs[i], Until: m.Due(view.At), Field: "seat-" + m.ID.String()}
		choice := choices[m.ID]
		choice.Seats = slices.DeleteFunc(choice.Seats, func(s org.Manned) bool { return s.ID == m.Seat })
		if row.Stays = stays(ctx, view, m, choice); row.Stays != "" {
			v.Stay = append(v.Stay, row)
			continue
		}
		key := groupKey(m, choice)
		n, ok := groups[key]
		if !ok {
			n = len(v.Groups)
			groups[key] = n
			v.Groups = append(v.Groups, groupOf(ctx, n, choice, labels))
		}
		g := &v.Groups[n]
		g.Rows = append(g.Rows, row)
		g.Title = words.T(ctx, "%s · %d 件", row.Category, len(g.Rows))
	}
	return nil
}

// lineOf is a matter as a list shows it.
func lineOf(m matter.Matter) matter.Line {
	return matter.Line{
		ID: m.ID, Number: m.Number, Stage: m.Stage, Category: m.Category, Channel: m.Channel, Words: m.Words, Place: m.Place,
		Seat: m.Seat, DueAt: m.DueAt, PausedAt: m.PausedAt, Outcome: m.Outcome, Version: m.Version, CreatedAt: m.CreatedAt,
	}
}

// stays says why nothing will be done to a matter; "" where it is handed out.
func stays(ctx context.Context, v *act.View, m matter.Matter, c matter.Choice) string {
	switch {
	case !m.Stage.Allows(matter.VerbDispatch):
		return words.T(ctx, m.Stage.Label())
	case !v.May(matter.CanDispatch, m.Thing()):
		return words.T(ctx, "不归您派")
	case len(c.Seats) == 0:
		return words.T(ctx, "没有可以派的岗位")
	}
	return ""
}

func groupKey(m matter.Matter, c matter.Choice) string {
	parts := []string{m.Category.String(), c.Proposed.String()}
	for _, s := range c.Seats {
		parts = append(parts, s.ID.String())
	}
	return strings.Join(parts, " ")
}

// groupOf is a group without rows yet; what the catalogue proposes is chosen.
func groupOf(ctx context.Context, n int, c matter.Choice, labels map[org.SeatID]string) bulkGroup {
	g := bulkGroup{Field: "seat." + strconv.Itoa(n), Seats: []ui.Option{{Text: words.T(ctx, "请选择")}}}
	for _, s := range c.Seats {
		text := labels[s.ID]
		if s.ID == c.Proposed {
			g.Given, text = s.ID.String(), words.T(ctx, "%s（目录里是它）", text)
		}
		g.Seats = append(g.Seats, ui.Option{Value: s.ID.String(), Text: text})
	}
	return g
}

// everySeat are the seats of all choices, each once.
func everySeat(choices map[matter.ID]matter.Choice) (out []org.Manned) {
	seen := map[org.SeatID]bool{}
	for _, c := range choices {
		for _, s := range c.Seats {
			if !seen[s.ID] {
				seen[s.ID] = true
				out = append(out, s)
			}
		}
	}
	return out
}

// bulkDispatch hands each matter to the seat chosen for it or for its group, each
// in an act of its own: one that somebody has moved meanwhile stays, and is told.
func (p *pages) bulkDispatch(r *web.Request) error {
	f := r.Form()
	ids := web.FormIDs[matter.Matter](f, "id")
	ids = ids[:min(len(ids), mostBulk)]
	seats := make([]org.SeatID, len(ids))
	for i, id := range ids {
		group := f.Text("group-" + id.String())
		if seats[i] = web.FormID[org.Seat](f, "seat-"+id.String()); seats[i].IsZero() {
			seats[i] = web.FormID[org.Seat](f, group)
		}
		if seats[i].IsZero() && f.Error(group) == "" {
			f.Bad(group, "matter.seat", "请选择一个岗位")
		}
	}
	if len(f.Errors) > 0 {
		return p.bulkWith(r, 422, f, ids)
	}
	done, left := url.Values{}, 0
	for i, id := range ids {
		version, _ := strconv.Atoi(f.Text("version-" + id.String())) // none: as it is now
		err := r.Do(func(a *act.Act) error {
			return matter.Dispatch(a, matter.Ref{ID: id, Version: version}, matter.Handover{Seat: seats[i]})
		})
		switch {
		case err == nil:
			done.Add("id", id.String())
		case errs.As(err) != nil && errs.KindOf(err) != errs.Unavailable:
			left++
		default:
			return err
		}
	}
	back := web.LocalPath(f.Text("back"), faces[web.Desk])
	sentence := words.T(r.Context(), "派出去 %d 件，等他们签收。", len(done["id"]))
	if left > 0 {
		sentence = words.T(r.Context(), "派出去 %d 件；%d 件没有派：已经有人动过，或者不能派给它。", len(done["id"]), left)
	}
	if len(done) == 0 {
		return r.Done(back, sentence)
	}
	return r.DoneUndo(back, sentence, undoAt(done, back))
}

// undoAt is the address that takes dispatches back.
func undoAt(ids url.Values, back string) string {
	ids.Set("back", back)
	return "/desk/matters/bulk/undo?" + ids.Encode()
}

// bulkUndo takes dispatches back that were just made, each in an act of its own;
// what somebody has accepted meanwhile stays.
func (p *pages) bulkUndo(r *web.Request) error {
	q := &web.Form{Values: r.URL.Query()}
	ids := web.FormIDs[matter.Matter](q, "id")
	done, left := 0, 0
	for _, id := range ids[:min(len(ids), mostBulk)] {
		err := r.Do(func(a *act.Act) error { return matter.Recall(a, matter.Ref{ID: id}) })
		switch {
		case err == nil:
			done++
		case errs.As(err) != nil && errs.KindOf(err) != errs.Unavailable:
			left++
		default:
			return err
		}
	}
	back := web.LocalPath(q.Text("back"), faces[web.Desk])
	if left > 0 {
		return r.Done(back, words.T(r.Context(), "撤回 %d 件；%d 件撤不回来了：已经有人签收，或者过了时间。", done, left))
	}
	return r.Done(back, words.T(r.Context(), "撤回了 %d 件，和派之前一样。", done))
}
