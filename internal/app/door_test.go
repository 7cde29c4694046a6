package app

import (
	"net/http"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
)

func TestAddressBelievesOnlyOurProxies(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		proxies, remote string
		forwarded       []string
		want            string
	}{
		"no proxy":              {"", "203.0.113.9:1234", nil, "203.0.113.9"},
		"a claim, no proxy":     {"", "203.0.113.9:1234", []string{"198.51.100.1"}, "203.0.113.9"},
		"through ours":          {"10.0.0.0/8", "10.0.0.2:80", []string{"198.51.100.1"}, "198.51.100.1"},
		"through two of ours":   {"10.0.0.0/8", "10.0.0.2:80", []string{"198.51.100.1, 10.0.0.7"}, "198.51.100.1"},
		"a claim before ours":   {"10.0.0.2", "10.0.0.2:80", []string{"1.1.1.1, 198.51.100.1"}, "198.51.100.1"},
		"in two lines":          {"10.0.0.2", "10.0.0.2:80", []string{"1.1.1.1", "198.51.100.1"}, "198.51.100.1"},
		"nonsense":              {"10.0.0.2", "10.0.0.2:80", []string{"198.51.100.1, <script>"}, "10.0.0.2"},
		"none":                  {"10.0.0.2", "10.0.0.2:80", nil, "10.0.0.2"},
		"version six":           {"::1", "[::1]:80", []string{"2001:db8::1"}, "2001:db8::1"},
		"four within six":       {"10.0.0.0/8", "[::ffff:10.0.0.2]:80", []string{"198.51.100.1"}, "198.51.100.1"},
		"somebody else's proxy": {"10.0.0.2", "10.0.0.3:80", []string{"198.51.100.1"}, "10.0.0.3"},
	} {
		a := &App{Config: Config{Proxies: c.proxies}}
		r := &http.Request{RemoteAddr: c.remote, Header: http.Header{}}
		for _, f := range c.forwarded {
			r.Header.Add("X-Forwarded-For", f)
		}
		if got := a.address(r); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestSharedPlaceHoldsAllAndIsTheNearest(t *testing.T) {
	t.Parallel()
	for want, paths := range map[access.Path][]access.Path{
		"/a/b/c/": {"/a/b/c/"}, "/a/b/": {"/a/b/c/", "/a/b/d/e/"}, "/a/": {"/a/b/", "/a/bc/"}, "": {"/a/", "/b/"},
	} {
		if got := shared(paths); got != want {
			t.Errorf("%v share %q, want %q", paths, got, want)
		}
	}
	segment := rapid.SampledFrom([]string{"a", "ab", "b"})
	rapid.Check(t, func(r *rapid.T) {
		paths := rapid.SliceOfN(rapid.Custom(func(r *rapid.T) access.Path {
			return access.Path("/r/" + strings.Join(rapid.SliceOfN(segment, 1, 4).Draw(r, "path"), "/") + "/")
		}), 1, 5).Draw(r, "paths")
		got := shared(paths)
		next := map[access.Path]bool{}
		for _, p := range paths {
			if !p.Within(got) {
				r.Fatalf("%q is not in %q", p, got)
			}
			below, _, _ := strings.Cut(strings.TrimPrefix(string(p), string(got)), "/")
			next[access.Path(below)] = true
		}
		if len(next) == 1 && !next[""] {
			r.Fatalf("%v share more than %q", paths, got)
		}
	})
}

func TestProxiesAreChecked(t *testing.T) {
	t.Parallel()
	c := Config{Addr: "127.0.0.1:1", Workers: 1, Proxies: "10.0.0.0/8, nonsense"}
	if err := c.Check(); err == nil || !strings.Contains(err.Error(), "nonsense") {
		t.Errorf("got %v", err)
	}
	c.Proxies = "10.0.0.0/8, ::1"
	if err := c.Check(); err != nil {
		t.Error(err)
	}
}
