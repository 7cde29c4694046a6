package matterweb

import (
	"bytes"
	"mime/multipart"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/file"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// kept is what was sent with a form and is in the store already: when the form
// comes back with a mistake, nobody chooses their photos again.
type kept struct {
	Files  []string // proofs, going along unseen in the field "kept"
	Photos []ui.Photo
}

// sending is a field of a form by which files come, and what they are.
type sending struct {
	field  string
	what   matter.FileWhat
	moment matter.Moment
}

// moments are the fields by which files come with a deed.
func (d deed) moments() []sending {
	switch {
	case d.name == "report":
		return []sending{{"before", matter.Photo, matter.Before}, {"after", matter.Photo, matter.After}}
	case d.files():
		return []sending{{"photos", matter.Photo, matter.During}}
	}
	return nil
}

// raised are the fields by which files come with a new matter.
var raised = []sending{{"photos", matter.Photo, matter.Before}, {"voice", matter.Voice, matter.Before}}

// take puts the files of a form into the store and gives all that go along:
// those, and what earlier tries of the form brought. A file that is no good is
// noted at its field, and the good ones are not lost.
func (p *pages) take(r *web.Request, f *web.Form, fields ...sending) ([]matter.Attachment, error) {
	for _, s := range fields {
		for _, head := range f.Files[s.field] {
			if head.Size == 0 {
				continue
			}
			u, err := p.put(r, s, head)
			if e := errs.As(err); e != nil && e.Kind == errs.Invalid {
				f.Bad(s.field, e.Code, r.T(e.Text, e.Args...))
				continue
			}
			if err != nil {
				return nil, err
			}
			f.Values.Add("kept", string(s.moment)+":"+u.Proof())
		}
	}
	if len(f.Errors) > 0 {
		return nil, nil
	}
	return p.along(r, f)
}

// along gives what goes along with a form as attachments.
func (p *pages) along(r *web.Request, f *web.Form) (out []matter.Attachment, err error) {
	when := map[id.Any]matter.Moment{}
	var proofs []string
	for _, text := range f.All("kept") {
		moment, proof, _ := strings.Cut(text, ":")
		if file, err := id.Parse[struct{}](proof[:min(len(proof), 13)]); err == nil {
			when[file], proofs = matter.Moment(moment), append(proofs, proof)
		}
	}
	if len(proofs) == 0 {
		return nil, nil
	}
	err = r.See(func(v *act.View) error {
		all, err := matter.Kept(v, proofs...)
		for _, u := range all {
			out = append(out, matter.Attachment{File: u.ID, What: u.What, Moment: when[u.ID]})
		}
		return err
	})
	return out, err
}

// put looks at a file by its content, makes a photo ours, and keeps it.
func (p *pages) put(r *web.Request, s sending, head *multipart.FileHeader) (u matter.Upload, err error) {
	in, err := head.Open()
	if err != nil {
		return u, err
	}
	defer in.Close()
	u.What, u.Size = s.what, head.Size
	if s.what == matter.Voice {
		if u.Media, err = file.Voice(in, head.Size); err != nil {
			return u, err
		}
		u.Content, u.Size, err = p.Files.Put(r.Context(), file.Bounded(in, file.MaxVoice))
	} else {
		err = p.putPhoto(r, in, &u)
	}
	if err != nil {
		return u, err
	}
	err = r.Do(func(a *act.Act) error {
		u, err = matter.Keep(a, u)
		return err
	})
	return u, err
}

func (p *pages) putPhoto(r *web.Request, in multipart.File, u *matter.Upload) error {
	picture, err := file.Photo(r.Context(), in, u.Size)
	if err != nil {
		return err
	}
	u.Media = file.JPEG
	if u.Content, u.Size, err = p.Files.Put(r.Context(), bytes.NewReader(picture.Full)); err != nil {
		return err
	}
	u.Thumb, _, err = p.Files.Put(r.Context(), bytes.NewReader(picture.Thumb))
	return err
}

// keptOf shows what goes along already.
func (p *pages) keptOf(v *act.View, values []string) (k kept, err error) {
	var proofs []string
	for _, text := range values {
		_, proof, _ := strings.Cut(text, ":")
		proofs = append(proofs, proof)
	}
	if len(proofs) == 0 {
		return kept{}, nil
	}
	all, err := matter.Kept(v, proofs...)
	for _, u := range all {
		for i, proof := range proofs {
			if proof == u.Proof() {
				k.Files = append(k.Files, values[i])
			}
		}
		if u.What == matter.Photo {
			k.Photos = append(k.Photos, ui.Photo{Href: fileAt(u.ID), Thumb: fileAt(u.ID) + "?thumb=1"})
		}
	}
	return k, err
}

// fileAt is the address of a file.
func fileAt(file id.Any) string { return "/files/" + file.String() }

// atField moves what an act says of "files" to the field people see.
func atField(f *web.Form, field string) {
	for i := range f.Errors {
		if f.Errors[i].Name == "files" {
			f.Errors[i].Name = field
		}
	}
}
