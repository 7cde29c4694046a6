package web

import (
	"context"
	"crypto/rand"
	"errors"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// KeyField is the hidden field that makes a double click one act.
const KeyField = "_key"

const (
	maxForm   = 128 << 20 // bytes of one post, photos included
	maxMemory = 4 << 20   // bytes of it held in memory; the rest waits on disk
)

// Form is what was typed, and what is wrong with it. A page made from it shows
// every value again.
type Form struct {
	Values url.Values
	Files  map[string][]*multipart.FileHeader
	Errors []errs.Field
	Whole  *errs.Error // what is wrong with the form as a whole

	posted bool
}

// NewForm is an empty form with the values to begin with: name, value, name, …
func NewForm(values ...string) *Form {
	f := &Form{Values: url.Values{}, posted: true}
	for i := 0; i+1 < len(values); i += 2 {
		f.Values.Set(values[i], values[i+1])
	}
	return f
}

// Form is what the request posted or, for GET, the address asks for.
func (r *Request) Form() *Form {
	if r.form == nil {
		r.form = &Form{Values: r.Request.Form, posted: r.Method == http.MethodPost}
		if r.MultipartForm != nil {
			r.form.Files = r.MultipartForm.File
		}
	}
	return r.form
}

// parse reads the body before the handler runs, so that a body too large or
// broken is refused in one place.
func parse(w http.ResponseWriter, r *http.Request) error {
	if r.Method == http.MethodPost {
		r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	}
	var err error
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		err = r.ParseMultipartForm(maxMemory)
	} else {
		err = r.ParseForm()
	}
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return errs.New(errs.Invalid, "form.large", "一次传的内容太大了，请少选几张照片再试")
	case err != nil:
		return errs.New(errs.Invalid, "form.broken", "提交的内容没有传完整，请再试一次").Because(err)
	}
	for name, values := range r.Form {
		for i, v := range values {
			r.Form[name][i] = strings.ToValidUTF8(strings.ReplaceAll(v, "\x00", ""), "\uFFFD")
		}
	}
	return nil
}

// Text is a value as typed, without the space around it.
func (f *Form) Text(name string) string { return strings.TrimSpace(f.Values.Get(name)) }

// Value is a value exactly as typed, for showing it again.
func (f *Form) Value(name string) string { return f.Values.Get(name) }

// All is every value of a name: ticked boxes, selected rows.
func (f *Form) All(name string) []string { return f.Values[name] }

// Is says whether the value was given or ticked: has it the value want.
func (f *Form) Is(name, want string) bool {
	for _, v := range f.Values[name] {
		if v == want {
			return true
		}
	}
	return false
}

// Int is a whole number; wrong text is noted at the field.
func (f *Form) Int(name string) int64 {
	text := f.Text(name)
	if text == "" {
		return 0
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		f.Bad(name, "number", "请填一个整数")
	}
	return n
}

// FormID is an id; an empty or wrong one is zero.
func FormID[T any](f *Form, name string) id.Of[T] {
	v, err := id.Parse[T](f.Text(name))
	if err != nil {
		return 0
	}
	return v
}

// FormIDs are the ids of every value of a name, wrong ones left out.
func FormIDs[T any](f *Form, name string) []id.Of[T] {
	var out []id.Of[T]
	for _, s := range f.Values[name] {
		if v, err := id.Parse[T](s); err == nil {
			out = append(out, v)
		}
	}
	return out
}

// Bad notes what is wrong with a field.
func (f *Form) Bad(name, code, text string) {
	f.Errors = append(f.Errors, errs.Field{Name: name, Code: code, Text: text})
}

// Error is what is wrong with a field, or nothing.
func (f *Form) Error(name string) string {
	for _, e := range f.Errors {
		if e.Name == name {
			return e.Text
		}
	}
	return ""
}

// Refused takes in an error that the person can mend on this form (Invalid or
// Conflict) and says so; the page is then shown again with every value. Other
// errors are left to the server.
func (f *Form) Refused(err error) bool {
	e := errs.As(err)
	if e == nil || (e.Kind != errs.Invalid && e.Kind != errs.Conflict) {
		return err == nil && len(f.Errors) > 0
	}
	f.Errors = append(f.Errors, e.Fields...)
	if len(e.Fields) == 0 {
		f.Whole = e
	}
	return true
}

// Key is the key the form was posted with, for act.Once.
func (f *Form) Key() string { return f.Values.Get(KeyField) }

// FreshKey is the key a form is given: the one it was posted with, so that
// mending a mistake does not raise a second thing, or a new one.
func (f *Form) FreshKey() string {
	if k := f.Key(); k != "" {
		return k
	}
	return rand.Text()
}

// Draw is the form as a page shows it: the values typed and what is wrong with
// them after a post, empty otherwise.
func (f *Form) Draw(ctx context.Context, action string) ui.Form {
	out := ui.Form{Action: action, Key: f.FreshKey(), Fields: f.Errors}
	if f.Whole != nil {
		out.Failed = words.T(ctx, f.Whole.Text, f.Whole.Args...)
	}
	if f.posted {
		out.Values = f.Values
	}
	return out
}
