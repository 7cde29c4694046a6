package errs_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

func TestUnless(t *testing.T) {
	t.Parallel()
	chosen := errs.Invalidf("place", "x.place", "请选择地方")
	broken := errors.New("disk")
	for _, c := range []struct{ err, want error }{{errs.Missing(), chosen}, {fmt.Errorf("load: %w", errs.Missing()), chosen}, {broken, broken}, {nil, nil}} {
		if got := errs.Unless(c.err, chosen); got != c.want {
			t.Errorf("%v: %v", c.err, got)
		}
	}
}

func TestKinds(t *testing.T) {
	t.Parallel()
	for kind, want := range map[errs.Kind]int{
		errs.Internal: http.StatusInternalServerError, errs.Invalid: http.StatusUnprocessableEntity,
		errs.Unauthenticated: http.StatusUnauthorized, errs.Forbidden: http.StatusForbidden, errs.NotFound: http.StatusNotFound,
		errs.Conflict: http.StatusConflict, errs.Throttled: http.StatusTooManyRequests, errs.Unavailable: http.StatusServiceUnavailable,
	} {
		if got := kind.Status(); got != want {
			t.Errorf("kind %d is %d, want %d", kind, got, want)
		}
	}
}

// An error keeps its kind and code however deep it is wrapped.
func TestWrapping(t *testing.T) {
	t.Parallel()
	closed := errs.New(errs.Conflict, "matter.closed", "这件事已经办结（%s），不能再派单", "3月5日").Because(io.ErrUnexpectedEOF)
	err := fmt.Errorf("dispatch matter 12: %w", errors.Join(closed, io.EOF))
	if errs.KindOf(err) != errs.Conflict || !errs.Is(err, "matter.closed") || errs.As(err) != closed {
		t.Errorf("lost on the way up: %v", err)
	}
	if got := closed.Message(); got != "这件事已经办结（3月5日），不能再派单" {
		t.Error(got)
	}
	if got := closed.Error(); got != "matter.closed: 这件事已经办结（3月5日），不能再派单: unexpected EOF" {
		t.Error(got)
	}
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error("the cause is lost")
	}
	for _, err := range []error{nil, io.EOF} {
		if errs.As(err) != nil || errs.KindOf(err) != errs.Internal || errs.Is(err, "") {
			t.Errorf("%v is taken for one of ours", err)
		}
	}
}

// A sentence without values may hold a percent sign.
func TestPercent(t *testing.T) {
	t.Parallel()
	if got := errs.New(errs.Invalid, "x", "超过 50% 才算").Message(); got != "超过 50% 才算" {
		t.Error(got)
	}
}

// Every mistake in a form is told at once.
func TestCheck(t *testing.T) {
	t.Parallel()
	var c errs.Check
	if c.Err() != nil {
		t.Error("an untouched check fails")
	}
	if c.If(false, "name", "x", "y") || c.Err() != nil {
		t.Error("what is not wrong was noted")
	}
	if !c.If(true, "name", "name.empty", "请写名字") {
		t.Error("what is wrong was not noted")
	}
	c.Bad("phone", "phone.short", "手机号少了几位")
	e := errs.As(c.Err())
	if e == nil || e.Kind != errs.Invalid || len(e.Fields) != 2 || !reflect.DeepEqual(e.Fields[1], errs.Field{Name: "phone", Code: "phone.short", Text: "手机号少了几位"}) {
		t.Errorf("got %+v", e)
	}
	if got := e.Error(); got != "invalid: 有几处需要改一下; name: 请写名字; phone: 手机号少了几位" {
		t.Error(got)
	}
	if one := errs.As(errs.Invalidf("a", "b", "c")); one == nil || len(one.Fields) != 1 {
		t.Errorf("got %+v", one)
	}
	if missing := errs.As(errs.Missing()); missing.Kind != errs.NotFound {
		t.Errorf("got %+v", missing)
	}
}

// A parser's error becomes the field's, values and all.
func TestNote(t *testing.T) {
	t.Parallel()
	var c errs.Check
	if c.Note("phone", nil) || c.Err() != nil {
		t.Error("no error is nothing to note")
	}
	long := fmt.Errorf("read: %w", errs.New(errs.Invalid, "text.long", "最多写 %d 个字", 5))
	if !c.Note("name", long) || !c.Note("phone", errs.New(errs.Invalid, "phone.format", "请填手机号")) {
		t.Error("an error was not noted")
	}
	fields := errs.As(c.Err()).Fields
	if len(fields) != 2 || fields[0].Text != "最多写 5 个字" || fields[0].Key != "最多写 %d 个字" || fields[1].Key != "" || fields[1].Code != "phone.format" {
		t.Errorf("%+v", fields)
	}
	if c.Note("name", io.EOF); c.Err() != io.EOF {
		t.Errorf("an error that is not for people: %v", c.Err())
	}
}
