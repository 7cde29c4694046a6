package app

import (
	"net/http"

	"github.com/jinlin-oss/jinlin/internal/matter/matterapi"
	"github.com/jinlin-oss/jinlin/internal/place/placeapi"
	"github.com/jinlin-oss/jinlin/internal/platform/api"
)

// newAPI is /api/v1 with the operations of every module.
func (a *App) newAPI() (*api.API, http.Handler) {
	mux := http.NewServeMux()
	x := api.New(mux, release, a.Stage)
	placeapi.Register(x)
	matterapi.Register(x)
	return x, mux
}

// OpenAPI describes /api/v1 as JSON.
func (a *App) OpenAPI() ([]byte, error) {
	x, _ := a.newAPI()
	return x.OpenAPI().MarshalJSON()
}
