package org

import (
	"slices"

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
	Zh   string // what it is called where the place has no word of its own
	En   string
	Rank int // whoever appoints holds a seat of a higher rank
}

var seatKinds = []seatKindRow{
	{SystemAdmin, "系统管理员", "system administrator", 100},
	{SecurityAdmin, "安全管理员", "security administrator", 99},
	{AuditAdmin, "审计管理员", "audit administrator", 99},
	{DistrictOffice, "区级专班", "district office", 90},
	{SubdistrictLead, "街道负责人", "subdistrict lead", 80},
	{SubdistrictWorker, "街道工作人员", "subdistrict worker", 70},
	{CommunitySecretary, "社区书记", "community secretary", 60},
	{CommunityWorker, "社区工作者", "community worker", 50},
	{CommunityPolice, "社区民警", "community police officer", 45},
	{GridLead, "网格长", "grid lead", 40},
	{BranchSecretary, "党支部书记", "branch secretary", 40},
	{CommitteeChair, "委员会主任", "committee chair", 40},
	{PropertyManager, "物业项目经理", "property manager", 40},
	{GridWorker, "网格员", "grid worker", 30},
	{ExecutiveSecretary, "执行秘书", "executive secretary", 30},
	{Mediator, "人民调解员", "mediator", 30},
	{Lawyer, "社区律师", "community lawyer", 30},
	{PartnerContact, "共建单位联络员", "partner contact", 30},
	{GroupLead, "党小组长", "party group lead", 25},
	{TeamLead, "服务队队长", "team lead", 25},
	{CommitteeMember, "委员会委员", "committee member", 20},
	{BuildingLead, "楼栋长", "building lead", 20},
	{PropertyWorker, "物业工作人员", "property worker", 20},
	{RetireePost, "银发先锋岗", "retiree post", 20},
	{HubHousehold, "党员中心户", "party hub household", 15},
	{Volunteer, "志愿者", "volunteer", 10},
	{LightReporter, "流动网格员", "light reporter", 5},
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
	row, _ := seatKind(k)
	return row.Zh, row.En
}

// administrations are the three that no one may hold two of: whoever runs the
// system, whoever grants, and whoever checks (GB/T 22239-2019, 三员分设).
var administrations = []access.SeatKind{SystemAdmin, AuditAdmin, SecurityAdmin}
