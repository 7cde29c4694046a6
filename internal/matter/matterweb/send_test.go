package matterweb_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
)

// upload is a file chosen in a form.
type upload struct {
	field, name string
	content     []byte
}

// with are values typed into a form: name, value, ….
func with(pairs ...string) []string { return pairs }

// send sends a form as it stands, with what was typed and the files chosen.
func (h *house) send(by access.Actor, f form, typed []string, files ...upload) page {
	h.t.Helper()
	for i := 0; i+1 < len(typed); i += 2 {
		f.values.Set(typed[i], typed[i+1])
	}
	if attr(f.node, "enctype") == "" {
		return h.ask(by, http.MethodPost, f.action, f.values.Encode())
	}
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, values := range f.values {
		for _, v := range values {
			_ = w.WriteField(name, v) // a buffer takes all
		}
	}
	for _, one := range files {
		part, err := w.CreateFormFile(one.field, one.name)
		if err != nil {
			h.t.Fatal(err)
		}
		_, _ = part.Write(one.content)
	}
	_ = w.Close()
	return h.ask(by, http.MethodPost, f.action, body.String(), "Content-Type", w.FormDataContentType())
}

// photo is a small picture as a camera writes it.
func photo(t *testing.T) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 40, 30))
	for x := range 40 {
		img.Set(x, x%30, color.RGBA{200, 80, 60, 255})
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// fileOf is the address of the first file a page shows.
func (p page) fileOf() string {
	p.t.Helper()
	_, rest, ok := strings.Cut(p.text, `"/files/`)
	if !ok {
		p.t.Fatalf("the page shows no file\n%s", p.plain())
	}
	id, _, _ := strings.Cut(rest, `"`)
	id, _, _ = strings.Cut(id, "?")
	return "/files/" + id
}
