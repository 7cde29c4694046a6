package app

import (
	"slices"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/notify"
	"github.com/jinlin-oss/jinlin/internal/portal"
)

// Groups of seats that the table speaks of.
var (
	offices   = seats(org.DistrictOffice, org.SubdistrictLead, org.SubdistrictWorker)
	heads     = seats(org.DistrictOffice, org.SubdistrictLead, org.CommunitySecretary)
	desks     = append(slices.Clone(offices), org.CommunitySecretary, org.CommunityWorker)
	compounds = seats(org.CommitteeChair, org.ExecutiveSecretary) // where a compound runs itself
	running   = append(slices.Clone(desks), compounds...)
	grids     = seats(org.GridLead, org.GridWorker)
	doors     = append(slices.Clone(grids), org.BuildingLead)
	handlers  = append(append(slices.Clone(running), doors...), org.PropertyManager, org.PropertyWorker, org.CommitteeMember,
		org.TeamLead, org.Volunteer, org.PartnerContact, org.Mediator, org.Lawyer, org.CommunityPolice, org.RetireePost,
		org.BranchSecretary, org.GroupLead, org.HubHousehold)
	outdoors = join(doors, seats(org.PropertyManager, org.PropertyWorker)) // who is in other people's affairs every day
	system   = seats(org.SystemAdmin)
	auditors = seats(org.AuditAdmin)
	security = seats(org.SecurityAdmin)
	atDesks  = join(running, system, auditors, security)
)

func seats(kinds ...access.SeatKind) []access.SeatKind { return kinds }

// grants is the one table of permissions: who may do what, standing how to the
// thing. What is not here is refused. docs/access.md is printed from it.
var grants = []access.Grant{
	// Places
	{Can: place.CanSee, Relation: access.Within, Seats: join(running, grids, system, auditors, security)},
	{Can: place.CanAdd, Relation: access.Within, Seats: join(running, system)},
	{Can: place.CanRename, Relation: access.Within, Seats: join(running, system)},
	{Can: place.CanMeasure, Relation: access.Within, Seats: join(running, system)},
	{Can: place.CanMove, Relation: access.Within, Seats: join(heads, compounds, system)},
	{Can: place.CanClose, Relation: access.Within, Seats: join(heads, compounds, system)},
	{Can: place.CanImport, Relation: access.Within, Seats: join(heads, compounds, system)},
	{Can: place.CanSetPolicy, Relation: access.Within, Seats: join(heads, compounds, system)},
	{Can: place.CanKeepYears, Relation: access.Within, Seats: join(heads, compounds, system)},

	// Organisations, seats, appointments
	{Can: org.CanSee, Relation: access.Within, Seats: join(running, grids, system, auditors, security)},
	{Can: org.CanFound, Relation: access.Within, Seats: join(running, system)},
	{Can: org.CanAddSeat, Relation: access.Within, Seats: join(running, system)},
	{Can: org.CanAppoint, Relation: access.Within, Seats: join(heads, compounds, system)},
	{Can: org.CanRelieve, Relation: access.Within, Seats: join(heads, compounds, system)},
	{Can: org.CanRelieve, Relation: access.Author},
	{Can: org.CanSeeComposition, Relation: access.Within, Seats: heads},
	{Can: org.CanDefine, Relation: access.Within, Seats: join(heads, system)},

	// Persons
	{Can: people.CanSee, Relation: access.Within, Seats: join(running, doors)},
	{Can: people.CanSee, Relation: access.Author},
	{Can: people.CanRegister, Relation: access.Within, Seats: join(running, grids)},
	{Can: people.CanCorrect, Relation: access.Within, Seats: running},
	{Can: people.CanCorrect, Relation: access.Author},
	{Can: people.CanReveal, Relation: access.Within, Seats: join(running, doors)},
	{Can: people.CanReveal, Relation: access.Handler, Seats: handlers}, // of whoever raised the matter in hand
	{Can: people.CanRevealSensitive, Relation: access.Within, Seats: join(heads, seats(org.CommunityWorker))},
	{Can: people.CanProve, Relation: access.Within, Seats: running},
	{Can: people.CanVouch, Relation: access.Within, Seats: doors},
	{Can: people.CanIssue, Relation: access.Within, Seats: running},
	{Can: people.CanConsent, Relation: access.Within, Seats: join(running, grids)},
	{Can: people.CanConsent, Relation: access.Author},
	{Can: people.CanDelegate, Relation: access.Within, Seats: join(running, grids)},
	{Can: people.CanDelegate, Relation: access.Author},
	{Can: people.CanImport, Relation: access.Within, Seats: running},
	{Can: people.CanAnswer, Relation: access.Within, Seats: join(heads, seats(org.CommunityWorker), compounds)},
	{Can: people.CanErase, Relation: access.Within, Seats: join(heads, compounds)},
	{Can: people.CanHold, Relation: access.Within, Seats: join(heads, compounds)},
	{Can: people.CanAudit, Relation: access.Within, Seats: auditors},

	// Accounts
	{Can: auth.CanSee, Relation: access.Within, Seats: join(heads, compounds, system, security)},
	{Can: auth.CanManage, Relation: access.Within, Seats: join(heads, compounds, system, security)},
	{Can: auth.CanToken, Relation: access.Within, Seats: join(running, system)},

	// Matters
	{Can: matter.CanSee, Relation: access.Author},
	{Can: matter.CanSee, Relation: access.Within, Seats: join(running, grids)},
	{Can: matter.CanSee, Relation: access.Handler, Seats: handlers},
	{Can: matter.CanRaise, Relation: access.SignedIn},
	{Can: matter.CanRaise, Relation: access.AtDoor},
	{Can: matter.CanRaiseFor, Relation: access.Within, Seats: join(running, doors)},
	{Can: matter.CanFollow, Relation: access.Public},
	{Can: matter.CanFollow, Relation: access.Author},
	{Can: matter.CanSpeak, Relation: access.Author},
	{Can: matter.CanSpeakFor, Relation: access.Within, Seats: join(running, grids)},
	{Can: matter.CanSpeakFor, Relation: access.Handler, Seats: handlers},
	{Can: matter.CanReadInner, Relation: access.Within, Seats: join(running, grids)},
	{Can: matter.CanReadInner, Relation: access.Handler, Seats: handlers},
	{Can: matter.CanHandle, Relation: access.Handler, Seats: handlers},
	{Can: matter.CanAssist, Relation: access.Handler, Seats: handlers},
	{Can: matter.CanDispatch, Relation: access.Within, Seats: running},
	{Can: matter.CanRule, Relation: access.Within, Seats: running},
	{Can: matter.CanReview, Relation: access.Within, Seats: join(running, seats(org.GridLead))},
	{Can: matter.CanFollowUp, Relation: access.Within, Seats: running},
	{Can: matter.CanApprove, Relation: access.Within, Seats: join(heads, seats(org.SubdistrictWorker), compounds)},
	{Can: matter.CanOverride, Relation: access.Within, Seats: seats(org.DistrictOffice, org.SubdistrictLead)},
	{Can: matter.CanReveal, Relation: access.Within, Seats: join(running, grids)},
	{Can: matter.CanReveal, Relation: access.Handler, Seats: handlers},
	{Can: matter.CanRevealSecret, Relation: access.Within, Seats: heads},
	{Can: matter.CanCount, Relation: access.Within, Seats: join(running, grids)},
	{Can: matter.CanExport, Relation: access.Within, Seats: running},
	{Can: matter.CanPost, Relation: access.Within, Seats: join(running, grids)},
	{Can: matter.CanConfigure, Relation: access.Within, Seats: join(heads, compounds, system)},
	{Can: matter.CanRoute, Relation: access.Within, Seats: join(running, system)},

	// Messages that could not be delivered
	{Can: notify.CanSee, Relation: access.Within, Seats: join(running, grids)},
	{Can: notify.CanTell, Relation: access.Within, Seats: join(running, grids)},

	// The trail
	{Can: portal.CanAudit, Relation: access.Seated, Seats: auditors},
}

// denials win over every grant: whoever is complained of can do nothing to the
// matter, not even know of it (Weifang hotline regulation 2021 art. 11; Beijing
// 接诉即办 regulation art. 35).
func denials() []access.Denial {
	var out []access.Denial
	for _, c := range matter.Capabilities() {
		if c != matter.CanRaise && c != matter.CanSpeak {
			out = append(out, access.Denial{Cannot: c, Relation: access.Against})
		}
	}
	return out
}

func join(groups ...[]access.SeatKind) (out []access.SeatKind) {
	for _, g := range groups {
		for _, k := range g {
			if !slices.Contains(out, k) {
				out = append(out, k)
			}
		}
	}
	return out
}

// Policy is the table, compiled.
func Policy() *access.Policy { return access.NewPolicy(grants, denials()) }
