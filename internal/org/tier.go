package org

import (
	"slices"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Tier is one step of the ladder of organisations: which kind stands on places of
// which kind.
type Tier struct {
	Position  int        `db:"position"` // from 1, the highest
	Kind      string     `db:"kind"`     // of organisation
	PlaceKind place.Kind `db:"place_kind"`
}

// defaultTiers is the network of five levels of the districts reported on; a
// realm sets its own of three to six.
var defaultTiers = []Tier{
	{1, "working_committee", place.Subdistrict},
	{2, "general_committee", place.Community},
	{3, "branch", place.Compound},
	{4, "party_group", place.Building},
	{5, "hub_household", place.Home},
}

// The ladder has at least and at most so many tiers.
const (
	minTiers = 3
	maxTiers = 6
)

// Tiers lists the ladder of the realm from the top.
func Tiers(v *act.View) ([]Tier, error) {
	own, err := db.Select[Tier](v.Tx, sqlTiers)
	if err != nil || len(own) > 0 {
		return own, err
	}
	return slices.Clone(defaultTiers), nil
}

// SetTiers sets the ladder of the realm, the top first: three to six kinds of
// organisation on places from high to low.
func SetTiers(a *act.Act, tiers []Tier) error {
	root, err := realmThing(a.View)
	if err != nil {
		return err
	}
	if err := a.Require(CanDefine, root); err != nil {
		return err
	}
	all, err := kinds(a.View)
	if err != nil {
		return err
	}
	if err := checkTiers(tiers, all); err != nil {
		return err
	}
	if _, err := a.Tx.Exec(sqlDropTiers); err != nil {
		return err
	}
	for i := range tiers {
		tiers[i].Position = i + 1
	}
	return db.Insert(a.Tx, "org_tier", tiers...)
}

func checkTiers(tiers []Tier, all map[string]Kind) error {
	var c errs.Check
	c.If(len(tiers) < minTiers || len(tiers) > maxTiers, "tiers", "tier.count", "层级请设 3 到 6 级")
	seen := map[string]bool{}
	height := slices.Index(place.Kinds(), place.City) - 1
	for _, t := range tiers {
		_, known := all[t.Kind]
		c.If(!known || seen[t.Kind], "kind", "tier.kind", "每一级请选一类组织，不要重复")
		seen[t.Kind] = true
		h := slices.Index(place.Kinds(), t.PlaceKind)
		c.If(h < 0 || h < height, "place_kind", "tier.place", "层级请从高到低排")
		height = max(height, h)
	}
	return c.Err()
}
