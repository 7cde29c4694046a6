package matterweb

import (
	"io"
	"net/http"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/file"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
)

// file gives the content of a photo or a voice note to whoever may see its
// matter, and of one that no step has brought yet to whoever sent it. Everyone
// else finds nothing, signed in or not.
func (p *pages) file(r *web.Request) error {
	which, err := id.Parse[struct{}](r.PathValue("id"))
	if err != nil {
		return err
	}
	var u matter.Upload
	err = r.See(func(v *act.View) error {
		u, err = fileFor(v, which)
		return err
	})
	if err != nil {
		return err
	}
	key := u.Content
	if r.URL.Query().Get("thumb") != "" && u.Thumb != "" {
		key = u.Thumb
	}
	content, err := p.Files.Get(r.Context(), key)
	if err != nil {
		return err
	}
	defer content.Close()
	return serve(r, u, content)
}

// fileFor is the file, for a reader who may have it.
func fileFor(v *act.View, which id.Any) (matter.Upload, error) {
	all, err := matter.Uploads(v, which)
	if err != nil {
		return matter.Upload{}, err
	}
	if len(all) == 0 {
		return matter.Upload{}, errs.Missing()
	}
	u := all[0]
	_, err = matter.OfFile(v, which)
	own := v.By.SignedIn() && u.Person == people.ID(v.By.Person)
	if err != nil && own && errs.KindOf(err) == errs.NotFound {
		err = nil
	}
	return u, err
}

var extensions = map[file.Media]string{
	file.JPEG: "jpg", file.WebM: "webm", file.Ogg: "ogg", file.MP4: "m4a", file.WAV: "wav", file.PDF: "pdf",
}

func serve(r *web.Request, u matter.Upload, content io.ReadSeeker) error {
	for name, value := range file.Serving(u.Media, u.ID.String()+"."+extensions[u.Media]) {
		r.W.Header().Set(name, value)
	}
	http.ServeContent(r.W, r.Request, "", u.At, content)
	return nil
}
