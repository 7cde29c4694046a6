package ui

import (
	"context"
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// Form is one form as it stands: where it goes, what was typed, what is wrong.
// The parts of a form find their value and their error in it by name, so a
// page that comes back with errors has lost nothing.
type Form struct {
	ID     string // unique on the page; "" means "f"
	Action string
	Key    string // idempotency key, posted as _key; a second post of it does nothing
	Files  bool   // photographs or sound go along
	Draft  bool   // keep what is typed in the browser until the server has it
	Outbox string // field face: what the record is called while it waits on the phone for
	// network ("随手报 3 号楼"); "" when the act cannot wait

	Values url.Values   // what was typed; nil on the first showing
	Failed string       // Chinese sentence over the form; "" with Fields means the usual one
	Fields []errs.Field // what is wrong, by input name
}

// Fail puts err on the form: its sentence on top, its fields at their places.
// Errors that are not for people leave the form as it was.
func (f Form) Fail(ctx context.Context, err error) Form {
	if e := errs.As(err); e != nil {
		f.Failed, f.Fields = words.T(ctx, e.Text, e.Args...), e.Fields
	}
	return f
}

// Value is what was typed into name, or given when nothing was posted yet.
func (f Form) Value(name, given string) string {
	if f.Values == nil {
		return given
	}
	return f.Values.Get(name)
}

// Chosen says whether option value of name is chosen.
func (f Form) Chosen(name, value string, given bool) bool {
	if f.Values == nil {
		return given
	}
	for _, v := range f.Values[name] {
		if v == value {
			return true
		}
	}
	return false
}

// Wrong is what is wrong with name, in the reader's language; "" when nothing is.
func (f Form) Wrong(ctx context.Context, name string) string {
	for _, field := range f.Fields {
		if field.Name == name {
			return words.Field(ctx, field)
		}
	}
	return ""
}

func (f Form) id() string {
	if f.ID == "" {
		return "f"
	}
	return f.ID
}

// input is the id of the control for name.
func (f Form) input(name string) string { return f.id() + "-" + name }

func (f Form) attributes() templ.Attributes {
	a := templ.Attributes{"id": f.id()}
	if f.Files {
		a["enctype"] = "multipart/form-data"
	}
	if f.Draft {
		a["data-draft"] = f.Action
	}
	return a
}

// Input is one thing a form asks for.
type Input struct {
	Name     string
	Label    string
	Hint     string // how to fill it in, above the control
	Given    string // value on the first showing
	Required bool
	Max      int // characters; 0 for no limit

	// Kind is the type attribute of a Field: "tel", "date", "password", "number"; "" is text.
	Kind string
	// Complete is the autocomplete attribute: "one-time-code", "tel", "current-password".
	Complete string
	Rows     int  // of a TextArea; 0 means 4
	Short    bool // a narrow control for a code, a date, an amount
	Focus    bool // the first thing to type on a page made for it
}

func (in Input) kind() string {
	if in.Kind == "" {
		return "text"
	}
	return in.Kind
}

// mode asks the phone for the right keyboard.
func (in Input) mode() string {
	switch {
	case in.Kind == "tel":
		return "tel"
	case in.Kind == "number" || in.Complete == "one-time-code":
		return "numeric"
	}
	return ""
}

func (in Input) rows() string {
	if in.Rows == 0 {
		return "4"
	}
	return strconv.Itoa(in.Rows)
}

// control holds the attributes every control shares: id, name, whether it must
// be filled, its length, and by which elements it is described.
func (in Input) control(ctx context.Context, f Form) templ.Attributes {
	id := f.input(in.Name)
	a := templ.Attributes{"id": id, "name": in.Name}
	described := ""
	if in.Hint != "" {
		described = id + "-hint"
	}
	if f.Wrong(ctx, in.Name) != "" {
		a["aria-invalid"] = "true"
		described = joined(described, id+"-wrong")
	}
	if described != "" {
		a["aria-describedby"] = described
	}
	if in.Required {
		a["required"] = true
	}
	if in.Complete != "" {
		a["autocomplete"] = in.Complete
	}
	if m := in.mode(); m != "" {
		a["inputmode"] = m
	}
	if in.Focus {
		a["autofocus"] = true
	}
	return a
}

func joined(a, b string) string {
	if a == "" {
		return b
	}
	return a + " " + b
}

// Option is one of the choices of a Select, of Radios or of Ticks.
type Option struct {
	Value string
	Text  string
	Say   string // a line below the text, on cards
	Icon  Icon
	Off   bool // shown, not choosable
}
