package static

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// Prefix is where the server mounts Handler.
const Prefix = "/static/"

//go:embed *.css *.js *.svg *.webmanifest
var files embed.FS

// file is one asset, ready to send.
type file struct {
	body, zipped []byte
	kind, tag    string
}

var assets = load()

func load() map[string]file {
	all := map[string]file{}
	names, err := fs.Glob(files, "*")
	if err != nil {
		panic(err) // the pattern is constant
	}
	for _, name := range names {
		body, err := files.ReadFile(name)
		if err != nil {
			panic(err) // embedded above
		}
		sum := sha256.Sum256(body)
		all[name] = file{body: body, zipped: squeeze(body), kind: kinds[path.Ext(name)], tag: base64.RawURLEncoding.EncodeToString(sum[:6])}
	}
	return all
}

// kinds is ours and not the machine's, which may know none.
var kinds = map[string]string{
	".css":         "text/css; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".svg":         "image/svg+xml",
	".webmanifest": "application/manifest+json",
}

func squeeze(body []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is valid
	_, _ = w.Write(body)                                  // a buffer does not fail
	_ = w.Close()
	return b.Bytes()
}

// URL is the address of an asset with its content hash; an unknown name panics,
// which every page that uses it meets in its first test.
func URL(name string) string {
	f, ok := assets[name]
	if !ok {
		panic("static: no file " + name)
	}
	return Prefix + name + "?v=" + f.tag
}

// Body is the content of an asset.
func Body(name string) ([]byte, bool) {
	f, ok := assets[name]
	return f.body, ok
}

// Handler serves the assets under Prefix.
func Handler() http.Handler { return http.HandlerFunc(serve) }

func serve(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, Prefix)
	f, ok := assets[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Vary", "Accept-Encoding")
	h.Set("ETag", `"`+f.tag+`"`)
	h.Set("Cache-Control", caching(name, r.URL.Query().Get("v") == f.tag))
	if name == "worker.js" {
		h.Set("Service-Worker-Allowed", "/field")
	}
	if r.Header.Get("If-None-Match") == `"`+f.tag+`"` {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	body := f.body
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") && len(f.zipped) < len(f.body) {
		h.Set("Content-Encoding", "gzip")
		body = f.zipped
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // the reader has gone: nobody to tell
	}
}

func caching(name string, hashed bool) string {
	if hashed && name != "worker.js" {
		return "public, max-age=31536000, immutable"
	}
	return "no-cache"
}
