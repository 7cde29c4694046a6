package mattertest

import (
	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
)

type kinds = []access.SeatKind

var (
	subdistrict = kinds{org.DistrictOffice, org.SubdistrictLead, org.SubdistrictWorker}
	community   = append(kinds{org.CommunitySecretary, org.CommunityWorker}, subdistrict...)
	grid        = append(kinds{org.GridLead, org.GridWorker}, community...)
	leads       = kinds{org.DistrictOffice, org.SubdistrictLead, org.CommunitySecretary}
	handlers    = append(kinds{
		org.BuildingLead, org.PropertyManager, org.PropertyWorker, org.CommitteeChair, org.ExecutiveSecretary,
		org.PartnerContact, org.Mediator, org.CommunityPolice, org.TeamLead,
	}, grid...)
	doors = append(kinds{org.BuildingLead, org.PropertyManager, org.PropertyWorker, org.ExecutiveSecretary}, grid...)
)

// Policy is the table of grants under which matters are tested.
func Policy() *access.Policy {
	grants := []access.Grant{
		{Can: matter.CanRaise, Relation: access.Anyone},
		{Can: matter.CanSee, Relation: access.Author},
		{Can: matter.CanSpeak, Relation: access.Author},
		{Can: matter.CanFollow, Relation: access.Public},

		{Can: matter.CanSee, Relation: access.Handler, Seats: handlers},
		{Can: matter.CanHandle, Relation: access.Handler, Seats: handlers},
		{Can: matter.CanAssist, Relation: access.Handler, Seats: handlers},
		{Can: matter.CanReadInner, Relation: access.Handler, Seats: handlers},
		{Can: matter.CanReveal, Relation: access.Handler, Seats: handlers},

		{Can: matter.CanSee, Relation: access.Within, Seats: grid},
		{Can: matter.CanReadInner, Relation: access.Within, Seats: grid},
		{Can: matter.CanSpeakFor, Relation: access.Within, Seats: grid},
		{Can: matter.CanRaiseFor, Relation: access.Within, Seats: doors},

		{Can: matter.CanDispatch, Relation: access.Within, Seats: community},
		{Can: matter.CanReview, Relation: access.Within, Seats: community},
		{Can: matter.CanCount, Relation: access.Within, Seats: community},
		{Can: matter.CanFollowUp, Relation: access.Within, Seats: community},
		{Can: matter.CanReveal, Relation: access.Within, Seats: community},
		{Can: matter.CanRule, Relation: access.Within, Seats: append(kinds{org.CommunitySecretary}, subdistrict...)},
		{Can: matter.CanApprove, Relation: access.Within, Seats: append(kinds{org.GridLead, org.SubdistrictWorker}, leads...)},
		{Can: matter.CanOverride, Relation: access.Within, Seats: leads},
		{Can: matter.CanRevealSecret, Relation: access.Within, Seats: leads},
		{Can: matter.CanRoute, Relation: access.Within, Seats: append(kinds{org.SystemAdmin}, leads...)},
		{Can: matter.CanConfigure, Relation: access.Within, Seats: kinds{org.SystemAdmin, org.DistrictOffice, org.SubdistrictLead}},
		{Can: place.CanKeepYears, Relation: access.Within, Seats: kinds{org.SystemAdmin, org.DistrictOffice, org.SubdistrictLead}},
	}
	var denials []access.Denial
	for _, c := range matter.Capabilities() {
		if c != matter.CanRaise {
			denials = append(denials, access.Denial{Cannot: c, Relation: access.Against})
		}
	}
	return access.NewPolicy(grants, denials)
}
