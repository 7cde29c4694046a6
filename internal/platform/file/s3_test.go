package file

import (
	"bufio"
	"bytes"
	"crypto/md5"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// openBucket opens an S3 store on a server of its own.
func openBucket(t *testing.T) Store {
	t.Helper()
	server := httptest.NewServer(&s3Server{objects: map[string][]byte{}})
	t.Cleanup(server.Close)
	s, err := OpenS3(S3{
		Endpoint: strings.TrimPrefix(server.URL, "http://"), Bucket: "files", Prefix: "jinlin",
		Region: "local", Access: "access", Secret: "secret-secret", Plain: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// s3Server speaks as much of the S3 protocol as the store uses, in memory.
type s3Server struct {
	lock    sync.Mutex
	objects map[string][]byte
}

func (s *s3Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.lock.Lock()
	defer s.lock.Unlock()
	key := strings.TrimPrefix(r.URL.Path, "/files/")
	content, found := s.objects[key]
	switch {
	case !strings.HasPrefix(r.URL.Path, "/files/") || r.Header.Get("Authorization") == "":
		w.WriteHeader(http.StatusForbidden)
	case r.Method == http.MethodPut:
		body, err := unchunked(r)
		if err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		s.objects[key] = body
		w.Header().Set("ETag", etag(body))
	case r.Method == http.MethodDelete:
		delete(s.objects, key)
		w.WriteHeader(http.StatusNoContent)
	case r.URL.Query().Get("list-type") == "2":
		s.list(w, r.URL.Query().Get("prefix"))
	case !found:
		w.Header().Set("Content-Type", "application/xml")
		w.WriteHeader(http.StatusNotFound)
		if r.Method == http.MethodGet {
			_, _ = io.WriteString(w, `<Error><Code>NoSuchKey</Code></Error>`)
		}
	default:
		w.Header().Set("ETag", etag(content))
		http.ServeContent(w, r, "", time.Now(), bytes.NewReader(content))
	}
}

func (s *s3Server) list(w http.ResponseWriter, prefix string) {
	w.Header().Set("Content-Type", "application/xml")
	_, _ = fmt.Fprint(w, `<ListBucketResult><Name>files</Name><IsTruncated>false</IsTruncated>`)
	for _, key := range slices.Sorted(maps.Keys(s.objects)) {
		if strings.HasPrefix(key, prefix) {
			_, _ = fmt.Fprintf(w, `<Contents><Key>%s</Key><LastModified>%s</LastModified><Size>%d</Size></Contents>`,
				key, time.Now().UTC().Format(time.RFC3339), len(s.objects[key]))
		}
	}
	_, _ = fmt.Fprint(w, `</ListBucketResult>`)
}

func etag(content []byte) string {
	sum := md5.Sum(content)
	return `"` + hex.EncodeToString(sum[:]) + `"`
}

// unchunked reads a body, out of the signed chunks it may come in.
func unchunked(r *http.Request) ([]byte, error) {
	if !strings.HasPrefix(r.Header.Get("X-Amz-Content-Sha256"), "STREAMING") {
		return io.ReadAll(r.Body)
	}
	in := bufio.NewReader(r.Body)
	var out bytes.Buffer
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return nil, err
		}
		size, err := strconv.ParseInt(strings.SplitN(strings.TrimSpace(line), ";", 2)[0], 16, 64)
		if err != nil || size == 0 {
			return out.Bytes(), err
		}
		if _, err := io.CopyN(&out, in, size); err != nil {
			return nil, err
		}
		if _, err := in.Discard(2); err != nil {
			return nil, err
		}
	}
}
