package peopleweb

import (
	"context"
	"io"
	"net/http"
	"time"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/sheet"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

type rosterID = id.Of[people.Roster]

// rostersView is the page of the registers brought in.
type rostersView struct {
	Page   ui.Page
	Now    time.Time
	Form   ui.Form
	Places []ui.Option
	List   []people.Roster
	Labels map[place.ID]string
}

func (p *pages) rosters(r *web.Request) error {
	return p.rostersPage(r, http.StatusOK, web.NewForm("place", r.URL.Query().Get("place")).Draw(r.Context(), "/desk/rosters"))
}

func (p *pages) rostersPage(r *web.Request, status int, f ui.Form) error {
	v := rostersView{Page: r.Frame(r.T("导入住户名册")), Now: r.Now(), Form: f}
	v.Form.Files = true
	if err := r.See(func(view *act.View) (err error) {
		if v.Places, err = rosterPlaces(view); err != nil {
			return err
		}
		if v.List, err = people.Rosters(view, 20); err != nil {
			return err
		}
		var ids []place.ID
		for _, x := range v.List {
			ids = append(ids, x.Place)
		}
		v.Labels, err = place.Labels(view, ids...)
		return err
	}); err != nil {
		return err
	}
	return r.Page(status, rostersPage(v))
}

// rosterPlaces are where the asker may bring a roster in: the places of their
// seats that hold homes, and the communities below the seats that are higher.
func rosterPlaces(v *act.View) ([]ui.Option, error) {
	var out []ui.Option
	seen := map[place.ID]bool{}
	offer := func(p place.Place, name string) {
		if !seen[p.ID] && v.May(people.CanImport, p.Thing()) {
			seen[p.ID] = true
			out = append(out, ui.Option{Value: p.ID.String(), Text: name})
		}
	}
	for _, h := range v.By.Seats {
		at, err := place.Get(v, place.ID(h.Place))
		if err != nil {
			return nil, err
		}
		if at.Kind != place.City && at.Kind != place.District && at.Kind != place.Subdistrict {
			offer(at, at.Name)
			continue
		}
		below, err := place.Under(v, at.ID, place.Community)
		if err != nil {
			return nil, err
		}
		var over []place.ID
		for _, p := range below {
			over = append(over, p.Parent)
		}
		names, err := place.Names(v, over...)
		if err != nil {
			return nil, err
		}
		for _, p := range below {
			if p.Parent == at.ID {
				offer(p, p.Name)
			} else {
				offer(p, names[p.Parent]+" "+p.Name)
			}
		}
	}
	return out, nil
}

func (p *pages) readRoster(r *web.Request) error {
	f := r.Form()
	roster, err := p.read(r, f)
	if f.Refused(err) {
		return p.rostersPage(r, errs.KindOf(err).Status(), f.Draw(r.Context(), "/desk/rosters"))
	}
	if err != nil {
		return err
	}
	if err := p.check(r, roster.ID); err != nil {
		return err
	}
	return r.Redirect("/desk/rosters/" + roster.ID.String())
}

// read puts the rows of the uploaded table aside.
func (p *pages) read(r *web.Request, f *web.Form) (people.Roster, error) {
	files := f.Files["table"]
	if len(files) == 0 || files[0].Size == 0 {
		return people.Roster{}, errs.Invalidf("table", "roster.file", "请选择一个 .xlsx 或 .csv 文件")
	}
	file, err := files[0].Open()
	if err != nil {
		return people.Roster{}, err
	}
	roster, err := p.imports.importer(r).Read(r.Context(), web.FormID[place.Place](f, "place"),
		people.Source{Name: files[0].Filename, File: file, Size: files[0].Size})
	if e := errs.As(err); e != nil && e.Kind == errs.Invalid && len(e.Fields) == 0 {
		err = &errs.Error{Kind: errs.Invalid, Code: e.Code, Text: e.Text, Args: e.Args, Fields: []errs.Field{{Name: "table", Code: e.Code, Text: e.Text, Key: e.Text, Args: e.Args}}}
	}
	return roster, closed(file, err)
}

func closed(c io.Closer, err error) error {
	if e := c.Close(); err == nil {
		err = e
	}
	return err
}

func (p *pages) check(r *web.Request, roster rosterID) error {
	return p.imports.begin(r, job{roster, people.WorkCheck, func(ctx context.Context, im people.Importer) error {
		_, err := im.Check(ctx, roster)
		return err
	}})
}

// rosterView is the page of one register: what it would do, and what is wrong.
type rosterView struct {
	Page    ui.Page
	Now     time.Time
	Form    ui.Form
	Roster  people.Roster
	Label   string
	Remarks []people.Remark
	Work    *running
	Busy    bool          // another server, or an upload, is at it
	Cut     *people.Begun // what was begun and cut off
	Address ui.Address
	Cursors ui.Cursors
	Failed  string
}

const remarksShown = 200

func (p *pages) roster(r *web.Request) error {
	roster, err := web.PathID[people.Roster](r, "id")
	if err != nil {
		return err
	}
	v := rosterView{Page: r.Frame(r.T("导入住户名册")), Now: r.Now(), Work: p.imports.state(roster),
		Form: web.NewForm().Draw(r.Context(), ""), Address: ui.Address{Path: r.URL.Path, Query: r.URL.Query()}}
	if err := r.See(func(view *act.View) error { return v.fill(view, roster) }); err != nil {
		return err
	}
	if b := v.Roster.Digest.Begun; b != nil && v.Work == nil {
		if err := r.See(func(view *act.View) error { v.Busy = p.imports.elsewhere(view, *b); return nil }); err != nil {
			return err
		}
		if !v.Busy {
			v.Cut = b
		}
	}
	if f := v.Roster.Digest.Failure; f != nil {
		v.Failed = said(r.Context(), *f)
	}
	return r.Page(http.StatusOK, rosterPage(v))
}

func (d *rosterView) fill(v *act.View, roster rosterID) (err error) {
	if d.Roster, err = people.GetRoster(v, roster); err != nil {
		return err
	}
	after := 0
	for _, c := range d.Address.Query.Get("after") {
		if c < '0' || c > '9' || after > 10_000_000 {
			break
		}
		after = after*10 + int(c-'0')
	}
	if d.Remarks, err = people.Remarks(v, roster, after, remarksShown); err != nil {
		return err
	}
	d.Cursors.Shown = len(d.Remarks)
	if len(d.Remarks) == remarksShown {
		d.Cursors.After = number(d.Remarks[remarksShown-1].Line)
	}
	labels, err := place.Labels(v, d.Roster.Place)
	d.Label = labels[d.Roster.Place]
	return err
}

// progress is the line of the work alone, asked every second; when the work is
// over the page is loaded again.
func (p *pages) progress(r *web.Request) error {
	roster, err := web.PathID[people.Roster](r, "id")
	if err != nil {
		return err
	}
	if err := r.See(func(v *act.View) error { _, err := people.GetRoster(v, roster); return err }); err != nil {
		return err
	}
	w := p.imports.state(roster)
	if w == nil {
		r.W.Header().Set("HX-Refresh", "true")
		r.W.WriteHeader(http.StatusOK)
		return nil
	}
	return r.Page(http.StatusOK, work(r.Now(), roster.String(), *w))
}

func (p *pages) checkRoster(r *web.Request) error {
	roster, err := web.PathID[people.Roster](r, "id")
	if err != nil {
		return err
	}
	if err := r.See(func(v *act.View) error { _, err := people.GetRoster(v, roster); return err }); err != nil {
		return err
	}
	if err := p.check(r, roster); err != nil {
		return err
	}
	return r.Redirect("/desk/rosters/" + roster.String())
}

func (p *pages) applyRoster(r *web.Request) error {
	roster, err := web.PathID[people.Roster](r, "id")
	if err != nil {
		return err
	}
	if err := r.See(func(v *act.View) error { _, err := people.GetRoster(v, roster); return err }); err != nil {
		return err
	}
	replace := r.Form().Is("replace", "on")
	log := r.Server.Log
	if err := p.imports.begin(r, job{roster, people.WorkApply, func(ctx context.Context, im people.Importer) error {
		if _, err := im.Apply(ctx, roster, replace); err != nil {
			return err
		}
		if err := im.Stage.DB.Analyze(ctx); err != nil { // a slow list, no lost row
			log.Warn("statistics after an import", "err", err)
		}
		return nil
	}}); err != nil {
		return err
	}
	return r.Redirect("/desk/rosters/" + roster.String())
}

// stopRoster stops the work on a roster: nothing of it is done.
func (p *pages) stopRoster(r *web.Request) error {
	roster, err := web.PathID[people.Roster](r, "id")
	if err != nil {
		return err
	}
	if err := r.See(func(v *act.View) error { _, err := people.GetRoster(v, roster); return err }); err != nil {
		return err
	}
	p.imports.halt(roster)
	return r.Redirect("/desk/rosters/" + roster.String())
}

func (p *pages) dropRoster(r *web.Request) error {
	roster, err := web.PathID[people.Roster](r, "id")
	if err != nil {
		return err
	}
	if p.imports.state(roster) != nil {
		return errs.New(errs.Conflict, "roster.busy", "这份名册正在办，请先停下")
	}
	if err := r.Do(func(a *act.Act) error { return people.DropRoster(a, roster) }); err != nil {
		return err
	}
	return r.Done("/desk/rosters", "这份名册不要了，什么都没有导入")
}

// template is an empty table with the titles that are understood.
func (p *pages) template(r *web.Request) error {
	h := r.W.Header()
	h.Set("Content-Type", sheet.XLSX.ContentType())
	h.Set("Content-Disposition", `attachment; filename="roster.xlsx"; filename*=UTF-8''%E4%BD%8F%E6%88%B7%E5%90%8D%E5%86%8C.xlsx`)
	return writeTemplate(r.W)
}
