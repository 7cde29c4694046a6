package placeweb

import (
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
)

// Routes are the desk's pages of places.
func Routes() []web.Route {
	return []web.Route{
		{At: "GET /desk/places", Can: place.CanSee, Do: begin},
		{At: "GET /desk/places/{id}", Can: place.CanSee, Do: browse},
		{At: "GET /desk/places/{id}/grids", Can: place.CanSee, Do: grids},
		{At: "GET /desk/places/{id}/add", Can: place.CanAdd, Do: addPage},
		{At: "POST /desk/places/{id}/add", Can: place.CanAdd, Do: add},
		{At: "GET /desk/places/{id}/change", Can: place.CanRename, Do: changePage},
		{At: "POST /desk/places/{id}/change", Can: place.CanRename, Do: change},
		{At: "GET /desk/places/{id}/move", Can: place.CanMove, Do: movePage},
		{At: "POST /desk/places/{id}/move", Can: place.CanMove, Do: move},
		{At: "GET /desk/places/{id}/moving", Can: place.CanSee, Do: moving},
		{At: "POST /desk/places/{id}/close", Can: place.CanClose, Do: closePlace},
		{At: "POST /desk/places/{id}/reopen", Can: place.CanClose, Do: reopen},
		{At: "GET /desk/places/{id}/policy", Can: place.CanSee, Do: policies},
		{At: "GET /desk/places/{id}/policy/{key}", Can: place.CanSee, Do: policy},
		{At: "POST /desk/places/{id}/policy/{key}", Can: place.CanSetPolicy, Do: setPolicy},
		{At: "POST /desk/places/{id}/policy/{key}/end", Can: place.CanSetPolicy, Do: endPolicy},
		{At: "GET /desk/places/{id}/words", Can: place.CanSee, Do: vocabulary},
		{At: "POST /desk/places/{id}/words", Can: place.CanSetPolicy, Do: setWords},
		{At: "GET /desk/divisions", Can: place.CanImport, Do: divisionsPage},
		{At: "POST /desk/divisions", Can: place.CanImport, Do: readDivisions},
		{At: "GET /desk/divisions/{draft}", Can: place.CanImport, Do: draft},
		{At: "POST /desk/divisions/{draft}", Can: place.CanImport, Do: applyDraft},
	}
}
