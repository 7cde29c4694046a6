package matterweb

import (
	"context"

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
	if seat := f.Text("seat"); seat != "" {
		v.Form.Values = f.Values
	}
	err := r.See(func(view *act.View) error {
		rows, common, err := p.bulkRows(ctx, view, ids)
		if err != nil {
			return err
		}
		v.Rows = rows
		labels, err := org.SeatLabel(view, common...)
		for _, s := range common {
			v.Seats = append(v.Seats, ui.Option{Value: s.String(), Text: labels[s]})
		}
		return err
	})
	if err != nil {
		return err
	}
	return r.Page(status, bulkPage(r.Frame(v.Title), v))
}

// bulkRows says of each matter what will become of it, and which seats could
// have all of them.
func (p *pages) bulkRows(ctx context.Context, v *act.View, ids []matter.ID) (rows []bulkRow, common []org.SeatID, err error) {
	for _, id := range ids {
		w, err := matter.Get(v, id)
		if errs.KindOf(err) == errs.NotFound {
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		row, seats, err := p.bulkRow(ctx, v, w.Matter)
		if err != nil {
			return nil, nil, err
		}
		rows = append(rows, row)
		if row.Stays != "" {
			continue
		}
		if common == nil {
			common = seats
		} else {
			common = both(common, seats)
		}
	}
	return rows, common, nil
}

// bulkRow is what will become of one matter.
func (p *pages) bulkRow(ctx context.Context, v *act.View, m matter.Matter) (bulkRow, []org.SeatID, error) {
	line := matter.Line{
		ID: m.ID, Number: m.Number, Stage: m.Stage, Category: m.Category, Channel: m.Channel, Words: m.Words, Place: m.Place,
		Seat: m.Seat, DueAt: m.DueAt, PausedAt: m.PausedAt, Outcome: m.Outcome, Version: m.Version, CreatedAt: m.CreatedAt,
	}
	b, err := p.briefs(ctx, v, []matter.Line{line}, listed{under: faces[web.Desk]})
	if err != nil {
		return bulkRow{}, nil, err
	}
	row := bulkRow{Brief: b[0], Until: m.Due(v.At)}
	switch {
	case !m.Stage.Allows(matter.VerbDispatch):
		row.Stays = words.T(ctx, m.Stage.Label())
	case !v.May(matter.CanDispatch, m.Thing()):
		row.Stays = words.T(ctx, "不归您派")
	}
	if row.Stays != "" {
		return row, nil, nil
	}
	seats, err := matter.Answering(v, m)
	var ids []org.SeatID
	for _, s := range seats {
		if s.ID != m.Seat {
			ids = append(ids, s.ID)
		}
	}
	if len(ids) == 0 {
		row.Stays = words.T(ctx, "没有可以派的岗位")
	}
	return row, ids, err
}

// both are the seats in both lists, in the order of the first.
func both(a, b []org.SeatID) []org.SeatID {
	in := make(map[org.SeatID]bool, len(b))
	for _, s := range b {
		in[s] = true
	}
	out := []org.SeatID{}
	for _, s := range a {
		if in[s] {
			out = append(out, s)
		}
	}
	return out
}

// bulkDispatch hands the matters to one seat, each in an act of its own: one that
// somebody has moved meanwhile stays, and is told.
func (p *pages) bulkDispatch(r *web.Request) error {
	f := r.Form()
	ids := web.FormIDs[matter.Matter](f, "id")
	seat := web.FormID[org.Seat](f, "seat")
	if seat.IsZero() {
		f.Bad("seat", "matter.seat", "请选择一个岗位")
	}
	if len(f.Errors) > 0 || len(ids) > mostBulk {
		return p.bulkWith(r, 422, f, ids[:min(len(ids), mostBulk)])
	}
	done, left := 0, 0
	for _, id := range ids {
		err := r.Do(func(a *act.Act) error {
			return matter.Dispatch(a, matter.Ref{ID: id}, matter.Handover{Seat: seat})
		})
		switch {
		case err == nil:
			done++
		case errs.As(err) != nil && errs.KindOf(err) != errs.Unavailable:
			left++
		default:
			return err
		}
	}
	back := web.LocalPath(f.Text("back"), faces[web.Desk])
	if left > 0 {
		return r.Done(back, words.T(r.Context(), "派出去 %d 件；%d 件没有派：已经有人动过，或者不能派给它。", done, left))
	}
	return r.Done(back, words.T(r.Context(), "派出去 %d 件，等他们签收。", done))
}
