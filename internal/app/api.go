package app

import (
	"net/http"

	"github.com/jinlin-oss/jinlin/internal/matter/matterapi"
	"github.com/jinlin-oss/jinlin/internal/platform/api"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// newAPI is /api/v1 with the operations of every module.
func (a *App) newAPI() (*api.API, http.Handler) {
	mux := http.NewServeMux()
	x := api.New(mux, release, a.log, func() id.Any { return id.Any(a.Stage.IDs.Next()) })
	matterapi.Register(x, a.Stage)
	return x, mux
}

// OpenAPI describes /api/v1 as JSON.
func (a *App) OpenAPI() ([]byte, error) {
	x, _ := a.newAPI()
	return x.OpenAPI().MarshalJSON()
}
