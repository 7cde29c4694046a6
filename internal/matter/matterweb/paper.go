package matterweb

import (
	"context"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// order prints the work order that is carried along: no name, no telephone.
func (p *pages) order(r *web.Request) error {
	v, err := p.printed(r, true)
	if err != nil {
		return err
	}
	sheet := p.sheet(r, r.T("工单"), faces[web.Field]+"/"+v.ID, v.Href)
	return r.Page(200, orderPaper(sheet, v))
}

// receipt prints what a resident takes home; its code opens the matter to
// whoever holds the paper.
func (p *pages) receipt(r *web.Request) error {
	v, err := p.printed(r, false)
	if err != nil {
		return err
	}
	var code string
	id, err := web.PathID[matter.Matter](r, "id")
	if err != nil {
		return err
	}
	err = r.Do(func(a *act.Act) error {
		code, err = matter.Receipt(a, id)
		return err
	})
	if err != nil {
		return err
	}
	sheet := p.sheet(r, r.T("回执"), "/r/"+code, v.Href)
	sheet.Large = r.Look().Elder || r.Face() != web.Resident
	return r.Page(200, receiptPaper(sheet, v, spaced(code), r.Frame("").Phone.Number))
}

// printed is the matter as it stands on paper: what staff wrote for each other
// stays in the house; nameless leaves out whoever raised it, even masked.
func (p *pages) printed(r *web.Request, nameless bool) (record, error) {
	id, err := web.PathID[matter.Matter](r, "id")
	if err != nil {
		return record{}, err
	}
	return p.opened(r, id, opening{deed: "print", outer: true, nameless: nameless})
}

// sheet is a paper of the place the reader is at.
func (p *pages) sheet(r *web.Request, title, path, back string) ui.Sheet {
	frame := r.Frame(title)
	by := frame.Name
	if by == "" {
		by = words.T(r.Context(), "本人")
	}
	return ui.Sheet{Title: title, Place: frame.Place.Name, By: by, At: r.Now(), Address: p.address(r, path), Back: back}
}

// untilText is the limit on paper: the exact time, and that it stands still
// where it does.
func untilText(ctx context.Context, v record) string {
	switch {
	case v.Clock.Due.IsZero():
		return ""
	case v.Clock.Paused:
		return words.T(ctx, "暂停计时")
	}
	return ui.Exact(ctx, v.Clock.Due)
}
