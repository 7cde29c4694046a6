package org

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// Covered tells of one place which organisations of the family are there for it.
type Covered struct {
	Place         place.Place
	Organizations []Organization
}

// Coverage is figure F1 for one kind of place on one day: of All places, how
// many have an organisation of the family whose territory is the place itself.
type Coverage struct {
	Family  Family
	Kind    place.Kind
	At      time.Time
	Covered []Covered     // the numerator, with who covers
	Holes   []place.Place // the rest of the denominator
}

// All is the denominator.
func (c Coverage) All() int { return len(c.Covered) + len(c.Holes) }

// CoverageOf computes the coverage of the places of a kind at or below a place
// at a moment, by the territories of that day: compounds or grids with a branch
// (F1), compounds with a company. A place above that is covered does not cover
// what lies in it.
func CoverageOf(v *act.View, in place.ID, kind place.Kind, family Family, at time.Time) (Coverage, error) {
	out := Coverage{Family: family, Kind: kind, At: at}
	root, err := place.Get(v, in)
	if err != nil {
		return out, err
	}
	if err := v.Require(CanSee, access.Thing{Kind: "coverage", Place: int64(in), Path: root.Path}); err != nil {
		return out, err
	}
	places, err := place.UnderAt(v, in, kind, at)
	if err != nil {
		return out, err
	}
	by, err := territoriesOf(v, root.Path, family, at)
	if err != nil {
		return out, err
	}
	for _, p := range places {
		if o := by[p.ID]; len(o) > 0 {
			out.Covered = append(out.Covered, Covered{p, o})
		} else {
			out.Holes = append(out.Holes, p)
		}
	}
	return out, nil
}

// territoriesOf lists, by place, the organisations of a family that were there
// at a moment.
func territoriesOf(v *act.View, in access.Path, family Family, at time.Time) (map[place.ID][]Organization, error) {
	type row struct {
		Organization
		At place.ID `db:"at_place"`
	}
	from, before := in.Range()
	out := map[place.ID][]Organization{}
	err := db.Each(v.Tx, func(r row) error {
		out[r.At] = append(out[r.At], r.Organization)
		return nil
	}, sqlTerritoriesOf, family, from, before, at, at, at, at)
	return out, err
}
