package ui_test

import (
	"net/url"
	"testing"

	"pgregory.net/rapid"

	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

func TestAddress(t *testing.T) {
	t.Parallel()
	a := ui.Address{Path: "/desk", Query: url.Values{"stage": {"open"}, "after": {"c9"}}}
	for want, got := range map[string]ui.Address{
		"/desk?after=c9&stage=open":    a,
		"/desk?q=%E7%81%AF&stage=open": a.With("q", "灯"),
		"/desk?stage=late":             a.With("stage", "late"),
		"/desk":                        a.Without("stage"),
		"/list":                        {Path: "/list"},
	} {
		if got.String() != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// An address is a value: what is made from it leaves it as it was, and setting
// a key then dropping it gives the first page of where one started.
func TestAddressIsAValue(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		q := url.Values{}
		for _, k := range rapid.SliceOf(rapid.SampledFrom([]string{"q", "stage", "who", "after"})).Draw(t, "keys") {
			q.Set(k, rapid.String().Draw(t, k))
		}
		a := ui.Address{Path: "/l", Query: q}
		before := a.String()
		if got, want := a.With("new", rapid.String().Draw(t, "v")).Without("new").String(), a.Without().String(); got != want {
			t.Fatalf("got %s, want %s", got, want)
		}
		if a.String() != before {
			t.Fatalf("changed to %s", a)
		}
	})
}
