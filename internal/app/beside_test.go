package app_test

import (
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/jinlin-oss/jinlin/internal/app"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
)

// A command beside the server never migrates the database under it, and makes no
// instance out of a mistyped directory.
func TestCommandsBesideTheServerMigrateNothing(t *testing.T) {
	t.Parallel()
	quiet := app.Options{Beside: true, Log: slog.New(slog.DiscardHandler)}
	open := func(c app.Config, o app.Options) error {
		a, err := app.Open(t.Context(), c, o)
		if err == nil {
			err = a.Close()
		}
		return err
	}
	empty := app.Config{Addr: "127.0.0.1:0", Dir: filepath.Join(t.TempDir(), "typo"), Workers: 1}
	if err := open(empty, quiet); !errors.Is(err, app.ErrNone) {
		t.Errorf("no instance: %v", err)
	}
	if _, err := os.Stat(empty.Dir); !os.IsNotExist(err) {
		t.Errorf("something was made: %v", err)
	}
	first := app.Schema()[:1]
	text, err := fs.ReadFile(first[0], "schema/0001_trail.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []db.Engine{db.SQLite, db.Postgres} {
		t.Run(e.String(), func(t *testing.T) {
			t.Parallel()
			old := dbtest.Config(t, db.Schema{fstest.MapFS{"0001_trail.sql": {Data: text}}}, e)
			c := app.Config{Addr: "127.0.0.1:0", Dir: old.Dir, Database: old.URL, Workers: 1}
			if c.Dir == "" {
				c.Dir = t.TempDir()
			}
			if err := open(c, quiet); !errors.Is(err, app.ErrOlder) {
				t.Errorf("an older database: %v", err)
			}
			if err := open(c, app.Options{Log: quiet.Log}); err != nil {
				t.Errorf("the server: %v", err)
			}
			if err := open(c, quiet); err != nil {
				t.Errorf("after the server has migrated it: %v", err)
			}
		})
	}
}
