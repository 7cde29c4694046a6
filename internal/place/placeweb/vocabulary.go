package placeweb

import (
	"context"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// wordRow is one word: what it stands for and what it is called here.
type wordRow struct {
	Key      string
	Stands   string // the default, or what the key stands for
	Zh, En   string // this place's own; "" for none
	Now      string // what holds without a word of its own
	NowEn    string
	Inherits string // the place whose word holds; "" for the default
}

type wordGroup struct {
	Name string
	Rows []wordRow
}

type wordsView struct {
	head
	Groups []wordGroup
	Form   ui.Form
}

func vocabulary(r *web.Request) error { return showWords(r, 200, web.NewForm()) }

func showWords(r *web.Request, status int, f *web.Form) error {
	var w wordsView
	err := r.See(func(v *act.View) (err error) {
		if w.head, err = headOf(r, v, "words"); err != nil {
			return err
		}
		here, err := place.Vocabulary(v, w.Place.Path)
		if err != nil {
			return err
		}
		var above map[string]place.Word
		if len(w.Chain) > 1 {
			above, err = place.Vocabulary(v, w.Chain[len(w.Chain)-2].Path)
		} else {
			above, err = place.Vocabulary(v, "")
		}
		w.Groups = wordGroups(r.Context(), w.head, here, above)
		return err
	})
	if err != nil {
		return err
	}
	w.Form = f.Draw(r.Context(), path(w.Place.ID)+"/words")
	if status == 200 {
		w.Form.Values = nil
	}
	return r.Page(status, wordsPage(w))
}

func wordGroups(ctx context.Context, h head, here, above map[string]place.Word) []wordGroup {
	var out []wordGroup
	for _, name := range [][2]string{
		{"contact", words.T(ctx, "怎么联系")}, {"level", words.T(ctx, "各级地方")}, {"step", words.T(ctx, "五事")},
		{"menu", words.T(ctx, "菜单")}, {"seat", words.T(ctx, "岗位")},
	} {
		g := wordGroup{Name: name[1]}
		for _, d := range place.DefaultWords() {
			if d.Group != name[0] {
				continue
			}
			row := wordRow{Key: d.Key, Stands: stands(ctx, d), Now: above[d.Key].Zh, NowEn: above[d.Key].En, Inherits: h.nameOf(above[d.Key].Place)}
			if own := here[d.Key]; own.Place == h.Place.ID {
				row.Zh, row.En = own.Zh, own.En
			}
			g.Rows = append(g.Rows, row)
		}
		out = append(out, g)
	}
	return out
}

// stands is what a word stands for, in the reader's language.
func stands(ctx context.Context, w place.Word) string {
	switch {
	case w.Say != "":
		return words.T(ctx, w.Say)
	case words.Lang(ctx) == words.English:
		return w.En
	}
	return w.Zh
}

// setWords keeps every word that differs from what stands.
func setWords(r *web.Request) error {
	at, err := web.PathID[place.Place](r, "id")
	if err != nil {
		return err
	}
	f := r.Form()
	changed := 0
	err = r.Do(func(a *act.Act) error {
		p, err := place.Get(a.View, at)
		if err != nil {
			return err
		}
		here, err := place.Vocabulary(a.View, p.Path)
		if err != nil {
			return err
		}
		changed, err = keepWords(a, at, f, here)
		return err
	})
	if f.Refused(err) {
		return showWords(r, errs.KindOf(err).Status(), f)
	}
	if err != nil {
		return err
	}
	if changed == 0 {
		return r.Done(path(at)+"/words", "没有改动")
	}
	return r.Done(path(at)+"/words", "已改好 %d 个叫法，这里和下面的页面都用新的", changed)
}

func keepWords(a *act.Act, at place.ID, f *web.Form, here map[string]place.Word) (changed int, err error) {
	var c errs.Check
	for _, d := range place.DefaultWords() {
		zh, en := f.Text(d.Key), f.Text(d.Key+"-en")
		own := here[d.Key]
		if own.Place != at {
			own = place.Word{}
		}
		if zh == own.Zh && en == own.En || zh == "" && own.Zh == "" {
			continue
		}
		if err := place.SetWord(a, at, d.Key, zh, en); err != nil {
			e := errs.As(err)
			if e == nil || len(e.Fields) == 0 {
				return 0, err
			}
			c.Bad(d.Key, e.Fields[0].Code, e.Fields[0].Text)
		}
		changed++
	}
	return changed, c.Err()
}
