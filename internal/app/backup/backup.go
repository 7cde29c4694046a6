package backup

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/file"
)

// Names of the entries.
const (
	manifestName = "manifest.json"
	configName   = "jinlin.toml"
	filesFolder  = "files/"
)

// Manifest says what a backup holds.
type Manifest struct {
	Format  int       `json:"format"` // 1
	Release string    `json:"release"`
	Schema  int64     `json:"schema"` // number of the newest migration
	At      time.Time `json:"at"`
	Entries []Entry   `json:"entries"`
}

// Entry is one part of a backup.
type Entry struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"` // bytes
	SHA256 string `json:"sha256"`
}

// Source is the instance to be copied. DB is SQLite.
type Source struct {
	DB      *db.DB
	Dir     string
	Files   file.Store
	Release string
	At      time.Time
}

// Create writes a backup to a new file; while it is not whole it is called
// path.part. Progress hears how many bytes are written.
func Create(ctx context.Context, s Source, path string, progress func(bytes int64)) (m Manifest, err error) {
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return m, errors.Join(fmt.Errorf("%s 已经有了，备份不覆盖旧文件", path), err)
	}
	part := path + ".part"
	out, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return m, err
	}
	m, err = s.write(ctx, out, progress)
	if err == nil {
		err = out.Sync()
	}
	if err = errors.Join(err, out.Close()); err != nil {
		return m, errors.Join(err, os.Remove(part))
	}
	return m, os.Rename(part, path)
}

func (s Source) write(ctx context.Context, out io.Writer, progress func(int64)) (m Manifest, err error) {
	m = Manifest{Format: 1, Release: s.Release, At: s.At.UTC()}
	if m.Schema, err = s.DB.Version(ctx); err != nil {
		return m, err
	}
	z := zip.NewWriter(out)
	add := func(name string, method uint16, from io.Reader) error {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: m.At})
		if err != nil {
			return err
		}
		sum := sha256.New()
		size, err := io.Copy(io.MultiWriter(w, sum, meter(progress)), from)
		m.Entries = append(m.Entries, Entry{name, size, hex.EncodeToString(sum.Sum(nil))})
		return err
	}
	// The database first: every file that one of its rows names is in the store by
	// then, for a file is kept before its row.
	if err := s.database(ctx, add); err != nil {
		return m, err
	}
	if err := s.config(add); err != nil {
		return m, err
	}
	for stored, err := range s.Files.All(ctx) {
		if err != nil {
			return m, err
		}
		if err := s.file(ctx, stored.Key, add); err != nil {
			return m, err
		}
	}
	w, err := z.Create(manifestName)
	if err != nil {
		return m, err
	}
	text := json.NewEncoder(w)
	text.SetIndent("", " ")
	return m, errors.Join(text.Encode(m), z.Close())
}

type adder func(name string, method uint16, from io.Reader) error

func (s Source) database(ctx context.Context, add adder) (err error) {
	dir, err := os.MkdirTemp(s.Dir, "backup-") // beside the database: there is room for it or nowhere
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	snapshot := filepath.Join(dir, db.FileName)
	if err := s.DB.Copy(ctx, snapshot); err != nil {
		return err
	}
	f, err := os.Open(snapshot)
	if err != nil {
		return err
	}
	return errors.Join(add(db.FileName, zip.Deflate, f), f.Close())
}

func (s Source) config(add adder) error {
	f, err := os.Open(filepath.Join(s.Dir, configName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return errors.Join(add(configName, zip.Deflate, f), f.Close())
}

// file adds one file of the store; one deleted meanwhile is left out.
func (s Source) file(ctx context.Context, key file.Key, add adder) error {
	f, err := s.Files.Get(ctx, key)
	if errs.Is(err, "file.missing") {
		return nil
	}
	if err != nil {
		return err
	}
	return errors.Join(add(filesFolder+string(key), zip.Store, f), f.Close()) // pictures do not shrink
}

// meter tells the progress of what is written through it.
type meter func(bytes int64)

func (m meter) Write(p []byte) (int, error) {
	if m != nil {
		m(int64(len(p)))
	}
	return len(p), nil
}
