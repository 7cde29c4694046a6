package app

import (
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/jinlin-oss/jinlin/internal/platform/db"

	"github.com/jinlin-oss/jinlin/internal/platform/web"
)

// release is the number of this release.
const release = "0.1.0"

// Version is the release with the commit it was built from, where that is known.
func Version() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && len(s.Value) >= 8 {
				return release + "+" + s.Value[:8]
			}
		}
	}
	return release
}

// SchemaVersion is the number of the newest migration applied.
func (a *App) SchemaVersion() int64 { return a.schema }

// health answers 200 with what runs here, once the database answers.
func (a *App) health(r *web.Request) error {
	if _, err := a.realms(r.Context()); err != nil {
		return err
	}
	r.W.Header().Set("Content-Type", "application/json")
	r.W.Header().Set("Cache-Control", "no-store")
	r.W.WriteHeader(http.StatusOK)
	return json.NewEncoder(r.W).Encode(map[string]any{
		"status": "ok", "version": Version(), "engine": a.Stage.DB.Engine.String(), "schema": a.schema,
	})
}

// What a command beside the server is told.
var (
	ErrNone  = errors.New("这个目录里还没有数据库：请先运行 jinlin serve")
	ErrOlder = errors.New("数据库还是上一个版本的：请停下正在运行的服务，再运行 jinlin migrate")
)

// fits refuses a database that this release has not migrated.
func fits(schema int64) error {
	newest, err := Schema().Newest()
	switch {
	case err != nil:
		return err
	case schema < newest:
		return ErrOlder
	case schema > newest:
		return db.ErrNewer
	}
	return nil
}

// founded says whether there may be a database already.
func (c *Config) founded() bool {
	_, err := os.Stat(filepath.Join(c.Dir, "jinlin.db"))
	return c.Database != "" || err == nil
}
