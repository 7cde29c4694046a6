package app

import (
	"encoding/json"
	"net/http"
	"runtime/debug"

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
