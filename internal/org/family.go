package org

import "slices"

// Family is what a kind of organisation is, as far as the rules care.
type Family string

// The families.
const (
	Office    Family = "office"    // government: district and subdistrict offices, police
	Party     Family = "party"     // committees, branches, groups, hub households
	Residents Family = "residents" // residents' committee and its sub-committees (RC art. 8, 9)
	Owners    Family = "owners"    // owners' committee (CC art. 277)
	Property  Family = "property"  // property company (CC art. 937)
	Mediation Family = "mediation" // people's mediation committee (ML art. 8)
	Group     Family = "group"     // the N of 1+N: typed groups under a community
	Team      Family = "team"      // volunteers' and neighbours' teams
	Assembled Family = "association"
	Partner   Family = "partner"        // units that build together
	Platform  Family = "administration" // whoever runs, secures and audits this system
)

var families = []Family{Office, Party, Residents, Owners, Property, Mediation, Group, Team, Assembled, Partner, Platform}

// Families lists the families.
func Families() []Family { return slices.Clone(families) }

// Valid says whether there is such a family.
func (f Family) Valid() bool { return slices.Contains(families, f) }
