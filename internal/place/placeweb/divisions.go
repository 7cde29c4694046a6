package placeweb

import (
	"bytes"
	"io"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/sheet"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// maxTable is how large a table of divisions may be, in bytes.
const maxTable = 8 << 20

// uploadView is the page that asks for a table.
type uploadView struct {
	Page  ui.Page
	Form  ui.Form
	Fixed bool // the reader may import here, but not at the root
}

func divisionsPage(r *web.Request) error { return showUpload(r, 200, web.NewForm()) }

func showUpload(r *web.Request, status int, f *web.Form) error {
	v := uploadView{Page: r.Frame(r.T("导入行政区划")), Form: f.Draw(r.Context(), "/desk/divisions")}
	v.Form.Files = true
	err := r.See(func(view *act.View) error {
		root := access.Thing{Kind: "place"}
		roots, err := place.Roots(view)
		if len(roots) > 0 {
			root = roots[0].Thing()
		}
		v.Fixed = !view.May(place.CanImport, root)
		return err
	})
	if err != nil {
		return err
	}
	return r.Page(status, uploadPage(v))
}

// readDivisions reads the table and keeps it for looking at.
func readDivisions(r *web.Request) error {
	f := r.Form()
	if len(f.Files["file"]) == 0 {
		f.Bad("file", "draft.file", "请选择一个表格文件（CSV 或 XLSX）")
		return showUpload(r, 422, f)
	}
	name := f.Files["file"][0].Filename
	rows, faults, err := readTable(f)
	if f.Refused(err) {
		return showUpload(r, 422, f)
	}
	if err != nil {
		return err
	}
	var made place.DraftID
	err = r.Do(func(a *act.Act) (err error) {
		made, err = act.Once(a, f.Key(), func() (place.DraftID, error) { return place.Keep(a, name, rows, faults) })
		return err
	})
	if f.Refused(err) {
		return showUpload(r, errs.KindOf(err).Status(), f)
	}
	if err != nil {
		return err
	}
	return r.Redirect("/desk/divisions/" + made.String())
}

func readTable(f *web.Form) ([]place.Division, []sheet.Fault, error) {
	file, err := f.Files["file"][0].Open()
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	b, err := io.ReadAll(io.LimitReader(file, maxTable+1))
	if err != nil {
		return nil, nil, err
	}
	if len(b) > maxTable {
		return nil, nil, errs.Invalidf("file", "draft.large", "这个文件太大了，请分成几份再上传")
	}
	return place.ReadDivisions(bytes.NewReader(b), int64(len(b)))
}

// draftView is a table that was read, with what importing it would do.
type draftView struct {
	Page  ui.Page
	Form  ui.Form
	Draft place.Draft
	Plan  place.Import
}

func draft(r *web.Request) error { return showDraft(r, 200, web.NewForm()) }

func showDraft(r *web.Request, status int, f *web.Form) error {
	at, err := web.PathID[place.Draft](r, "draft")
	if err != nil {
		return err
	}
	v := draftView{Page: r.Frame(r.T("导入行政区划"))}
	err = r.See(func(view *act.View) (err error) {
		v.Draft, v.Plan, err = place.GetDraft(view, at)
		return err
	})
	if err != nil {
		return err
	}
	v.Form = f.Draw(r.Context(), "/desk/divisions/"+at.String())
	return r.Page(status, draftPage(v))
}

// applyDraft imports the table.
func applyDraft(r *web.Request) error {
	at, err := web.PathID[place.Draft](r, "draft")
	if err != nil {
		return err
	}
	f := r.Form()
	var done place.Import
	err = r.Do(func(a *act.Act) (err error) {
		done, err = place.Apply(a, at)
		return err
	})
	if f.Refused(err) {
		return showDraft(r, errs.KindOf(err).Status(), f)
	}
	if err != nil {
		return err
	}
	return r.Done("/desk/places", "已导入：新增 %d 处，改动 %d 处，其余 %d 处本来就一样", done.New, done.Renamed+done.Coded+done.Moved, done.Same)
}
