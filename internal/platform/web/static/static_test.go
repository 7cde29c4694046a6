package static_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/web/static"
)

func get(t *testing.T, target string, head http.Header) *http.Response {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, target, nil)
	for k := range head {
		r.Header.Set(k, head.Get(k))
	}
	w := httptest.NewRecorder()
	static.Handler().ServeHTTP(w, r)
	return w.Result()
}

func TestHandler(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		target, kind, cache string
		status              int
	}{
		{static.URL("app.css"), "text/css; charset=utf-8", "public, max-age=31536000, immutable", 200},
		{"/static/app.css", "text/css; charset=utf-8", "no-cache", 200},
		{"/static/app.css?v=old", "text/css; charset=utf-8", "no-cache", 200},
		{static.URL("worker.js"), "text/javascript; charset=utf-8", "no-cache", 200},
		{static.URL("mark.svg"), "image/svg+xml", "public, max-age=31536000, immutable", 200},
		{static.URL("field.webmanifest"), "application/manifest+json", "public, max-age=31536000, immutable", 200},
		{"/static/static.go", "text/plain; charset=utf-8", "", 404},
		{"/static/../doc.go", "text/plain; charset=utf-8", "", 404},
	} {
		res := get(t, c.target, nil)
		if res.StatusCode != c.status || res.Header.Get("Content-Type") != c.kind || res.Header.Get("Cache-Control") != c.cache {
			t.Errorf("%s: %d %q %q", c.target, res.StatusCode, res.Header.Get("Content-Type"), res.Header.Get("Cache-Control"))
		}
	}
}

func TestWorkerMayServeField(t *testing.T) {
	t.Parallel()
	if got := get(t, "/static/worker.js", nil).Header.Get("Service-Worker-Allowed"); got != "/field" {
		t.Errorf("scope %q", got)
	}
	if got := get(t, "/static/app.js", nil).Header.Get("Service-Worker-Allowed"); got != "" {
		t.Errorf("app.js has scope %q", got)
	}
}

func TestZippedBodyIsTheSame(t *testing.T) {
	t.Parallel()
	plain, _ := static.Body("app.css")
	res := get(t, static.URL("app.css"), http.Header{"Accept-Encoding": {"gzip, br"}})
	if res.Header.Get("Content-Encoding") != "gzip" || !strings.Contains(res.Header.Get("Vary"), "Accept-Encoding") {
		t.Fatalf("headers %v", res.Header)
	}
	z, err := gzip.NewReader(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	if body, err := io.ReadAll(z); err != nil || !bytes.Equal(body, plain) {
		t.Errorf("other body, %v", err)
	}
}

func TestRevalidation(t *testing.T) {
	t.Parallel()
	tag := get(t, "/static/app.css", nil).Header.Get("ETag")
	if got := get(t, "/static/app.css", http.Header{"If-None-Match": {tag}}).StatusCode; got != http.StatusNotModified {
		t.Errorf("status %d", got)
	}
}

// A first view of the resident's home is the page and this sheet, 14 kB
// gzipped together; the sheet may take ten of them.
func TestSheetsStaySmall(t *testing.T) {
	t.Parallel()
	for name, most := range map[string]int{"app.css": 10_000, "desk.css": 2_500, "app.js": 3_000} {
		res := get(t, static.URL(name), http.Header{"Accept-Encoding": {"gzip"}})
		body, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		if len(body) > most {
			t.Errorf("%s: %d bytes gzipped, want at most %d", name, len(body), most)
		}
	}
}

func TestUnknownNamePanics(t *testing.T) {
	t.Parallel()
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	static.URL("nothing.css")
}
