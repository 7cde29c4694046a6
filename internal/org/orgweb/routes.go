package orgweb

import (
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
)

// Routes are the desk's pages of organisations, seats and their figures.
func Routes() []web.Route {
	return []web.Route{
		{At: "GET /desk/organizations", Can: org.CanSee, Do: organizations},
		{At: "GET /desk/organizations/new", Can: org.CanFound, Do: foundPage},
		{At: "POST /desk/organizations/new", Can: org.CanFound, Do: found},
		{At: "GET /desk/organizations/{id}", Can: org.CanSee, Do: organization},
		{At: "GET /desk/organizations/{id}/change", Can: org.CanFound, Do: amendPage},
		{At: "POST /desk/organizations/{id}/change", Can: org.CanFound, Do: amend},
		{At: "POST /desk/organizations/{id}/dissolve", Can: org.CanFound, Do: dissolve},
		{At: "GET /desk/organizations/{id}/cover", Can: org.CanFound, Do: coverPage},
		{At: "POST /desk/organizations/{id}/cover", Can: org.CanFound, Do: cover},
		{At: "POST /desk/organizations/{id}/uncover", Can: org.CanFound, Do: uncover},
		{At: "GET /desk/organizations/{id}/seats/new", Can: org.CanAddSeat, Do: addSeatPage},
		{At: "POST /desk/organizations/{id}/seats/new", Can: org.CanAddSeat, Do: addSeat},
		{At: "GET /desk/organizations/seats", Can: org.CanSee, Do: seats},
		{At: "GET /desk/seats/{id}", Can: org.CanSee, Do: seat},
		{At: "POST /desk/seats/{id}/change", Can: org.CanAddSeat, Do: changeSeat},
		{At: "POST /desk/seats/{id}/close", Can: org.CanAddSeat, Do: closeSeat},
		{At: "GET /desk/seats/{id}/appoint", Can: org.CanAppoint, Do: appointPage},
		{At: "POST /desk/seats/{id}/appoint", Can: org.CanAppoint, Do: appoint},
		{At: "GET /desk/appointments/{id}/relieve", Can: org.CanRelieve, Do: relievePage},
		{At: "POST /desk/appointments/{id}/relieve", Can: org.CanRelieve, Do: relieve},
		{At: "GET /desk/organizations/terms", Can: org.CanSee, Do: terms},
		{At: "GET /desk/organizations/coverage", Can: org.CanSee, Do: coverage},
		{At: "GET /desk/organizations/offices", Can: org.CanSee, Do: offices},
		{At: "GET /desk/organizations/ladder", Can: org.CanDefine, Do: ladder},
		{At: "POST /desk/organizations/ladder/tiers", Can: org.CanDefine, Do: setTiers},
		{At: "POST /desk/organizations/ladder/kinds", Can: org.CanDefine, Do: define},
	}
}
