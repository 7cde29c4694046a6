package org

import (
	"slices"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
)

// The kinds of seat.
const (
	DistrictOffice     access.SeatKind = "district_office"
	SubdistrictLead    access.SeatKind = "subdistrict_lead"
	SubdistrictWorker  access.SeatKind = "subdistrict_worker"
	CommunitySecretary access.SeatKind = "community_secretary"
	CommunityWorker    access.SeatKind = "community_worker"
	GridLead           access.SeatKind = "grid_lead"
	GridWorker         access.SeatKind = "grid_worker"
	BuildingLead       access.SeatKind = "building_lead"
	Volunteer          access.SeatKind = "volunteer"
	TeamLead           access.SeatKind = "team_lead"
	CommitteeChair     access.SeatKind = "committee_chair"
	CommitteeMember    access.SeatKind = "committee_member"
	ExecutiveSecretary access.SeatKind = "executive_secretary"
	PropertyManager    access.SeatKind = "property_manager"
	PropertyWorker     access.SeatKind = "property_worker"
	PartnerContact     access.SeatKind = "partner_contact"
	Mediator           access.SeatKind = "mediator"
	Lawyer             access.SeatKind = "lawyer"
	CommunityPolice    access.SeatKind = "community_police"
	RetireePost        access.SeatKind = "retiree_post"
	LightReporter      access.SeatKind = "light_reporter"
	BranchSecretary    access.SeatKind = "branch_secretary"
	GroupLead          access.SeatKind = "group_lead"
	HubHousehold       access.SeatKind = "hub_household"
	SystemAdmin        access.SeatKind = "system_admin"
	AuditAdmin         access.SeatKind = "audit_admin"
	SecurityAdmin      access.SeatKind = "security_admin"
)

// seatKindRow is one row of the table of seat kinds.
type seatKindRow struct {
	Kind access.SeatKind
	Rank int  // whoever appoints holds a seat of a higher rank
	Head bool // such a seat always heads its organisation
}

var seatKinds = []seatKindRow{
	{SystemAdmin, 100, false},
	{SecurityAdmin, 99, false},
	{AuditAdmin, 99, false},
	{DistrictOffice, 90, false},
	{SubdistrictLead, 80, true},
	{SubdistrictWorker, 70, false},
	{CommunitySecretary, 60, true},
	{CommunityWorker, 50, false},
	{CommunityPolice, 45, false},
	{GridLead, 40, false},
	{BranchSecretary, 40, true},
	{CommitteeChair, 40, true},
	{PropertyManager, 40, false},
	{GridWorker, 30, false},
	{ExecutiveSecretary, 30, false},
	{Mediator, 30, false},
	{Lawyer, 30, false},
	{PartnerContact, 30, false},
	{GroupLead, 25, true},
	{TeamLead, 25, true},
	{CommitteeMember, 20, false},
	{BuildingLead, 20, false},
	{PropertyWorker, 20, false},
	{RetireePost, 20, false},
	{HubHousehold, 15, false},
	{Volunteer, 10, false},
	{LightReporter, 5, false},
}

// SeatKinds lists the kinds of seat, the highest rank first.
func SeatKinds() []access.SeatKind {
	out := make([]access.SeatKind, len(seatKinds))
	for i, row := range seatKinds {
		out[i] = row.Kind
	}
	return out
}

func seatKind(k access.SeatKind) (seatKindRow, bool) {
	i := slices.IndexFunc(seatKinds, func(r seatKindRow) bool { return r.Kind == k })
	if i < 0 {
		return seatKindRow{}, false
	}
	return seatKinds[i], true
}

// SeatKindName is what the kind is called in Chinese and English where a place
// has no word of its own (the vocabulary's key is the kind itself).
func SeatKindName(k access.SeatKind) (zh, en string) {
	w := place.Glossary{}.Word("", string(k))
	return w.Zh, w.En
}

// administrations are the three that no one may hold two of: whoever runs the
// system, whoever grants, and whoever checks (GB/T 22239-2019, 三员分设).
var administrations = []access.SeatKind{SystemAdmin, AuditAdmin, SecurityAdmin}
