package matterweb

import (
	"context"
	"net/url"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// do is the handler of a deed on the face of the request: the act, and then the
// matter as it is now with what happens next; or the form again with what was
// typed, what was sent, and what is wrong.
func (p *pages) do(d deed) func(*web.Request) error {
	return func(r *web.Request) error {
		id, err := web.PathID[matter.Matter](r, "id")
		if err != nil {
			return err
		}
		f := r.Form()
		sent, err := p.take(r, f, d.moments()...)
		if err == nil {
			ref := matter.Ref{ID: id, Version: int(f.Int("version"))}
			err = r.Do(func(a *act.Act) error {
				return d.do(&doing{Act: a, ref: ref, form: f, files: sent})
			})
		}
		if f.Refused(err) {
			atField(f, d.photos())
			return p.again(r, id, opening{deed: d.name, form: f})
		}
		if err != nil {
			return err
		}
		return p.done(r, id, d)
	}
}

// again shows the form of a deed once more. Where the deed itself is no longer
// possible, the matter as it is now says why.
func (p *pages) again(r *web.Request, id matter.ID, o opening) error {
	v, err := p.opened(r, id, o)
	if err != nil {
		return err
	}
	if v.Doing == nil || v.Doing.Name != o.deed {
		if whole := o.form.Whole; whole != nil {
			v.Refused = words.T(r.Context(), whole.Text, whole.Args...)
		}
	}
	return p.draw(r, 422, v)
}

// done leads back to the matter, or to the list where it has left the reader's
// sight, with a sentence that says what happens next.
func (p *pages) done(r *web.Request, id matter.ID, d deed) error {
	var sentence string
	err := r.See(func(v *act.View) error {
		w, err := matter.Get(v, id)
		if err != nil {
			return err
		}
		sentence, err = p.next(r.Context(), v, w.Matter, d)
		return err
	})
	l := faces[r.Face()]
	if err != nil {
		return r.Done(l, words.T(r.Context(), "办好了，这件事现在不在您这里。"))
	}
	to := l + "/" + id.String()
	if q := r.URL.RawQuery; q != "" {
		to += "?" + q
	}
	if d.verb == matter.VerbDispatch {
		return r.DoneUndo(to, sentence, undoAt(url.Values{"id": {id.String()}}, to))
	}
	return r.Done(to, sentence)
}

// next is what happens next, as the deed says it of the matter as it is now.
func (p *pages) next(ctx context.Context, v *act.View, m matter.Matter, d deed) (string, error) {
	n, err := p.name(v, nil, seatIDs(m.Seat))
	if err != nil {
		return "", err
	}
	holder := n.seats[m.Seat]
	if holder == "" {
		holder = words.T(ctx, "社区")
	}
	fill := strings.NewReplacer("%[1]s", holder, "%[2]s", before(ctx, v.At, m.Due(v.At)))
	return fill.Replace(words.T(ctx, d.then)), nil
}

// photos is the field at which too many files are noted.
func (d deed) photos() string {
	if all := d.moments(); len(all) > 0 {
		return all[len(all)-1].field
	}
	return "files"
}
