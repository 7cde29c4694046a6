package errs

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// Kind says what sort of refusal an error is.
type Kind uint8

// The kinds, and the HTTP status each becomes at the edge.
const (
	Internal        Kind = iota // 500: a fault of ours; shown as a reference number
	Invalid                     // 422: what was sent does not fit; Fields say where
	Unauthenticated             // 401: sign in first
	Forbidden                   // 403: known, but not yours to do
	NotFound                    // 404: absent, or not yours to know of
	Conflict                    // 409: the thing has moved on
	Throttled                   // 429: too often
	Unavailable                 // 503: try again later; nothing was saved
)

var statuses = [...]int{
	http.StatusInternalServerError, http.StatusUnprocessableEntity, http.StatusUnauthorized,
	http.StatusForbidden, http.StatusNotFound, http.StatusConflict,
	http.StatusTooManyRequests, http.StatusServiceUnavailable,
}

// Status is the HTTP status of the kind.
func (k Kind) Status() int { return statuses[k] }

// Field is what is wrong with one input of a form or one cell of a table.
type Field struct {
	Name string // the input's name
	Code string // stable, for translation and programs
	Text string // a Chinese sentence saying what to do
	Key  string // the sentence without its values, where it has some: the key of its English
	Args []any  // values for the verbs in Key
}

// Error is a refusal a person can act on.
type Error struct {
	Kind   Kind
	Code   string // stable, dotted: "matter.closed"
	Text   string // Chinese, for people; English comes from the catalogue by this text
	Args   []any  // values for the verbs in Text
	Fields []Field
	cause  error
}

// New makes an error. text may hold fmt verbs for args; the text without its
// values is the key under which the English is found.
func New(kind Kind, code, text string, args ...any) *Error {
	return &Error{Kind: kind, Code: code, Text: text, Args: args}
}

// Missing is the NotFound every module answers with for what is absent or not
// the asker's to know of: the two must look the same.
func Missing() *Error {
	return New(NotFound, "not_found", "没有找到，或者您没有权限查看")
}

// Check collects what is wrong with the fields of one input, so that a person
// sees every mistake at once.
type Check struct {
	fields []Field
	fault  error // noted, but not for people
}

// Bad notes that field name is wrong.
func (c *Check) Bad(name, code, text string) {
	c.fields = append(c.fields, Field{Name: name, Code: code, Text: text})
}

// Note notes err, if there is one, as what is wrong with field name, and says
// whether it did. The error of a parser says its own sentence; an error that is
// not for people becomes the answer of Err as it is.
func (c *Check) Note(name string, err error) bool {
	if err == nil {
		return false
	}
	e := As(err)
	if e == nil {
		c.fault = err
		return true
	}
	field := Field{Name: name, Code: e.Code, Text: e.Message()}
	if len(e.Args) > 0 {
		field.Key, field.Args = e.Text, e.Args
	}
	c.fields = append(c.fields, field)
	return true
}

// If notes the field when wrong is true, and says whether it was.
func (c *Check) If(wrong bool, name, code, text string) bool {
	if wrong {
		c.Bad(name, code, text)
	}
	return wrong
}

// Err is nil when nothing was noted, else an Invalid error naming every field.
func (c *Check) Err() error {
	if c.fault != nil {
		return c.fault
	}
	if len(c.fields) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Code: "invalid", Text: "有几处需要改一下", Fields: c.fields}
}

// Invalidf is an Invalid error for a single field.
func Invalidf(field, code, text string) error {
	var c Check
	c.Bad(field, code, text)
	return c.Err()
}

// Unless is err, unless it says that what an input chose is not there: that is
// the input's mistake, and refusal says so.
func Unless(err, refusal error) error {
	if KindOf(err) == NotFound {
		return refusal
	}
	return err
}

// Because keeps the technical cause for the log; people never see it.
func (e *Error) Because(cause error) *Error {
	e.cause = cause
	return e
}

// Message is the sentence for people, in Chinese, with its values.
func (e *Error) Message() string {
	if len(e.Args) == 0 {
		return e.Text
	}
	return fmt.Sprintf(e.Text, e.Args...)
}

// Error is for logs: code, sentence, fields and cause.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Code + ": " + e.Message())
	for _, f := range e.Fields {
		b.WriteString("; " + f.Name + ": " + f.Text)
	}
	if e.cause != nil {
		b.WriteString(": " + e.cause.Error())
	}
	return b.String()
}

// Unwrap gives the technical cause.
func (e *Error) Unwrap() error { return e.cause }

// As finds the *Error in err's chain, or nil.
func As(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}

// KindOf is the kind of err; an error that is not ours is Internal.
func KindOf(err error) Kind {
	if e := As(err); e != nil {
		return e.Kind
	}
	return Internal
}

// Is says whether err carries the code.
func Is(err error, code string) bool {
	e := As(err)
	return e != nil && e.Code == code
}
