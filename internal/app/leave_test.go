package app_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/app"
	"github.com/jinlin-oss/jinlin/internal/app/apptest"
	"github.com/jinlin-oss/jinlin/internal/app/backup"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/trail"
)

// entries reads a ZIP.
func entries(t *testing.T, text []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(b)
	}
	return out
}

// Everything comes out, in lines that any program reads; the names of people
// only when they were asked for, and no secret ever. Every table of the schema
// has been decided about, or this fails.
func TestExportHoldsEverything(t *testing.T) {
	t.Parallel()
	apptest.Both(t, func(t *testing.T, h *apptest.House) {
		for _, opened := range []bool{false, true} {
			var out bytes.Buffer
			r, err := h.Export(t.Context(), &out, opened, nil)
			if err != nil {
				t.Fatal(err)
			}
			got := entries(t, out.Bytes())
			whole := ""
			for _, table := range r.Tables {
				text := got["tables/"+table.Name+".jsonl"]
				whole += text
				lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
				if n := len(lines); text != "" && n != table.Rows {
					t.Errorf("%s: %d lines for %d rows", table.Name, n, table.Rows)
				}
				for _, line := range lines {
					if text != "" && !json.Valid([]byte(line)) {
						t.Errorf("%s: %s", table.Name, line)
					}
				}
			}
			if has := strings.Contains(got["tables/people_phone.jsonl"], h.A.ResidentPhone); has != opened {
				t.Errorf("opened %t: the phone is there: %t", opened, has)
			}
			if !strings.Contains(whole, h.A.Matter.String()) || !strings.Contains(got["README.md"], "没有办结") || r.Open < 2 {
				t.Errorf("the matter is missing, or the report silent: %d open\n%s", r.Open, got["README.md"])
			}
			if strings.Contains(whole, "$argon2") || strings.Contains(whole, `"number_key"`) {
				t.Error("a secret came out")
			}
		}
		var last []trail.Row
		if err := h.Stage.See(t.Context(), access.Actor{Realm: h.Realm}, func(v *act.View) (err error) {
			last, err = trail.Search(v.Tx, trail.Filter{Action: "instance.export"}, 10)
			return err
		}); err != nil || len(last) != 2 {
			t.Errorf("%d exports in the trail, %v", len(last), err)
		}
	})
}

// After a change of keys whoever starts anew reads what the old one sealed and
// seals with the new one, which the old file alone cannot read.
func TestRotatedKeysReadOnAndSealAnew(t *testing.T) {
	t.Parallel()
	apptest.Both(t, func(t *testing.T, h *apptest.House) {
		file := filepath.Join(h.Config.Dir, "keys.json")
		old, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := h.RotateKeys(t.Context()); err != nil {
			t.Fatal(err)
		}
		anew, err := app.Open(t.Context(), h.Config, app.Options{Beside: true})
		if err != nil {
			t.Fatal(err)
		}
		const later = "13900009977"
		if err := anew.Stage.Do(t.Context(), access.Actor{Realm: h.Realm, System: "test"}, func(a *act.Act) error {
			_, err := people.Register(a, people.New{Name: "后来的人", Phones: []string{later}, Place: h.A.Community.ID, Told: "测试"})
			return err
		}); err != nil {
			t.Fatal(err)
		}
		phones := func(a *app.App) (string, error) {
			var out bytes.Buffer
			_, err := a.Export(t.Context(), &out, true, nil)
			if err != nil {
				return "", err
			}
			return entries(t, out.Bytes())["tables/people_phone.jsonl"], nil
		}
		if text, err := phones(anew); err != nil || !strings.Contains(text, h.A.ResidentPhone) || !strings.Contains(text, later) {
			t.Errorf("after the change of keys: %v\n%s", err, text)
		}
		if text, err := phones(h.App); err == nil && strings.Contains(text, later) {
			t.Error("the old keys read what the new one sealed")
		}
		if err := errors.Join(anew.Close(), os.WriteFile(file, old, 0o600)); err != nil {
			t.Fatal(err)
		}
	})
}

// A backup of a running house comes back whole, and one with a flipped bit, a
// missing end or a foreign entry does not come back at all.
func TestBackupComesBack(t *testing.T) {
	t.Parallel()
	h := apptest.New(t, db.SQLite)
	path := filepath.Join(t.TempDir(), "b.zip")
	if _, err := app.Backup(t.Context(), h.Config, path, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := app.Backup(t.Context(), h.Config, path, nil); err == nil {
		t.Error("an older backup was overwritten")
	}
	dir := t.TempDir()
	if _, err := backup.Restore(t.Context(), path, dir, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := backup.Restore(t.Context(), path, dir, nil); err == nil {
		t.Error("restored over an instance")
	}
	keys, err := os.ReadFile(filepath.Join(h.Config.Dir, "keys.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "keys.json"), keys, 0o600); err != nil {
		t.Fatal(err)
	}
	c := h.Config
	c.Dir = dir
	second, err := app.Open(t.Context(), c, app.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = second.Close() }()
	if err := second.Stage.See(t.Context(), access.Actor{Realm: h.Realm}, func(v *act.View) error {
		_, err := trail.Verify(v.Tx, nil)
		return err
	}); err != nil {
		t.Error(err)
	}
	damaged(t, path)
}

func damaged(t *testing.T, path string) {
	t.Helper()
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	flipped := bytes.Clone(whole)
	flipped[len(flipped)/3] ^= 4
	var foreign bytes.Buffer
	z := zip.NewWriter(&foreign)
	for name, text := range entries(t, whole) {
		w, err := z.Create(strings.Replace(name, "jinlin.db", "../jinlin.db", 1))
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string][]byte{"a flipped bit": flipped, "a missing end": whole[:len(whole)-100], "a foreign name": foreign.Bytes()} {
		dir := t.TempDir()
		bad := filepath.Join(dir, "bad.zip")
		if err := os.WriteFile(bad, text, 0o600); err != nil {
			t.Fatal(err)
		}
		to := filepath.Join(dir, "to")
		if _, err := backup.Restore(t.Context(), bad, to, nil); err == nil {
			t.Errorf("%s: restored", name)
		}
		if _, err := os.Stat(filepath.Join(to, db.FileName)); err == nil {
			t.Errorf("%s: left a database behind", name)
		}
	}
}
