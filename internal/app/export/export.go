package export

import (
	"archive/zip"
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/file"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/seal"
)

// Source is the instance that is left.
type Source struct {
	DB      *db.DB
	Files   file.Store
	Keys    *seal.Keys // opens the sealed fields; nil: they are left out
	Release string
	At      time.Time
	// Progress hears what has been written; may be nil.
	Progress func(name string, rows int)
}

// Report says what an export holds.
type Report struct {
	Format  int               `json:"format"` // 1
	Release string            `json:"release"`
	Engine  string            `json:"engine"`
	Schema  int64             `json:"schema"`
	At      time.Time         `json:"at"`
	Opened  bool              `json:"sealed_fields_opened"`
	Tables  []Table           `json:"tables"`
	Left    map[string]string `json:"left"` // tables that are not here, and why
	Files   int               `json:"files"`
	Open    int               `json:"open_matters"` // promised and not closed yet
}

// Table is one table of an export.
type Table struct {
	Name    string   `json:"name"`
	Columns []string `json:"columns"`
	Rows    int      `json:"rows"`
	SHA256  string   `json:"sha256"`
}

// Write writes the export. What it holds is one moment of the database; files
// that came later may be among the rest.
func Write(ctx context.Context, out io.Writer, s Source) (Report, error) {
	r := Report{Format: 1, Release: s.Release, Engine: s.DB.Engine.String(), At: s.At.UTC(), Opened: s.Keys != nil, Left: map[string]string{}}
	var err error
	if r.Schema, err = s.DB.Version(ctx); err != nil {
		return r, err
	}
	z := zip.NewWriter(out)
	err = s.DB.View(ctx, 0, func(tx *db.Tx) error {
		names, err := tx.Tables()
		if err != nil {
			return err
		}
		for _, name := range names {
			if why := leaves(name); why != "" {
				r.Left[name] = why
				continue
			}
			if _, ok := titles[name]; !ok {
				return fmt.Errorf("nobody has decided whether %s is exported", name)
			}
			if err := s.table(ctx, tx, z, &r, name); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		return nil
	})
	if err == nil {
		err = s.files(ctx, z, &r)
	}
	if err == nil {
		err = r.write(z)
	}
	return r, errors.Join(err, z.Close())
}

func (s Source) table(ctx context.Context, tx *db.Tx, z *zip.Writer, r *Report, name string) error {
	w, err := z.CreateHeader(&zip.FileHeader{Name: "tables/" + name + ".jsonl", Method: zip.Deflate, Modified: r.At})
	if err != nil {
		return err
	}
	sum := sha256.New()
	lines := bufio.NewWriter(io.MultiWriter(w, sum))
	t := Table{Name: name}
	err = tx.Dump(name, func(columns []string, values []any) error {
		if t.Columns == nil {
			t.Columns = append([]string{}, columns...)
		}
		if t.Rows++; t.Rows%10000 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			s.progress(name, t.Rows)
		}
		if name == "matter_matter" && open(columns, values) {
			r.Open++
		}
		return s.line(lines, name, columns, values)
	})
	if err = errors.Join(err, lines.Flush()); err != nil {
		return err
	}
	t.SHA256 = hex.EncodeToString(sum.Sum(nil))
	r.Tables = append(r.Tables, t)
	s.progress(name, t.Rows)
	return nil
}

func (s Source) progress(name string, rows int) {
	if s.Progress != nil {
		s.Progress(name, rows)
	}
}

// open says whether the matter of a row is not closed yet.
func open(columns []string, values []any) bool {
	for i, c := range columns {
		if c == "closed_at" {
			return values[i] == nil
		}
	}
	return false
}

// line writes a row as one JSON object, its columns in their order.
func (s Source) line(w *bufio.Writer, table string, columns []string, values []any) error {
	key := int64(0)
	for i, c := range columns {
		if c == "id" {
			key, _ = values[i].(int64)
		}
	}
	sep := byte('{')
	for i, c := range columns {
		v, ok, err := s.value(table, c, key, values[i])
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		text, err := json.Marshal(v)
		if err != nil {
			return err
		}
		_ = w.WriteByte(sep) // a bufio.Writer keeps its first error for Flush
		fmt.Fprintf(w, "%q:%s", c, text)
		sep = ','
	}
	_, err := w.WriteString("}\n")
	return err
}

// named are the columns of ids and moments that their names do not tell.
var named = map[string]func(int64) string{
	"id": ids, "actor": ids, "on_behalf": ids, "session": ids, "seat": ids, "place": ids, "object": ids,
	"at": moment, "until": moment, "since": moment,
}

func ids(v int64) string { return id.Any(v).String() }

func moment(v int64) string { return time.UnixMicro(v).UTC().Format(time.RFC3339Nano) }

// value is a field as it is written; ok is false where it is left out.
func (s Source) value(table, column string, row int64, v any) (any, bool, error) {
	switch v := v.(type) {
	case nil:
		return nil, !strings.HasSuffix(column, "_key") && (s.Keys != nil || !people.Sealed[table+"."+column]), nil
	case []byte:
		return s.bytes(table+"."+column, row, v)
	case int64:
		switch f := named[column]; {
		case f != nil:
			return f(v), true, nil
		case strings.HasSuffix(column, "_id"), strings.HasSuffix(column, "_by"):
			return ids(v), true, nil
		case strings.HasSuffix(column, "_at"):
			return moment(v), true, nil
		}
	}
	return v, true, nil
}

// bytes opens a sealed field; a hash is written in hexadecimal, and what other
// rows are found by is left out.
func (s Source) bytes(column string, row int64, v []byte) (any, bool, error) {
	switch {
	case people.Sealed[column] && (s.Keys == nil || len(v) == 0):
		return nil, false, nil
	case people.Sealed[column]:
		text, err := s.Keys.Open(seal.At(column, row), v)
		return text, true, err
	case strings.HasPrefix(column, "trail_"):
		return hex.EncodeToString(v), true, nil
	}
	return nil, false, nil
}

func (s Source) files(ctx context.Context, z *zip.Writer, r *Report) error {
	for stored, err := range s.Files.All(ctx) {
		if err != nil {
			return err
		}
		f, err := s.Files.Get(ctx, stored.Key)
		if errs.Is(err, "file.missing") {
			continue // deleted meanwhile
		}
		if err != nil {
			return err
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: "files/" + string(stored.Key), Method: zip.Store, Modified: stored.At})
		if err == nil {
			_, err = io.Copy(w, f)
		}
		if err = errors.Join(err, f.Close()); err != nil {
			return err
		}
		if r.Files++; r.Files%100 == 0 {
			s.progress("files", r.Files)
		}
	}
	s.progress("files", r.Files)
	return nil
}
