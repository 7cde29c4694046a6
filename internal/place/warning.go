package place

import (
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// Warning is something about the division into grids that someone should look at.
type Warning struct {
	Place Place
	Code  string // "grid.households", "grid.people", "grid.none"
	Found int    // households or people; 0 for "grid.none"
	Value Value  // the policy that it passes
}

// GridWarnings lists grids larger than the policy allows, and compounds and
// buildings that no grid covers in a community that has grids, at or below a
// place. Two grids never cover the same ground: the tree has no overlap.
func GridWarnings(v *act.View, in ID) ([]Warning, error) {
	grids, err := Under(v, in, Grid)
	if err != nil {
		return nil, err
	}
	homes, err := homesByGrid(v, in)
	if err != nil {
		return nil, err
	}
	var above []access.Path
	for _, g := range grids {
		above = append(above, parentPath(g.Path))
	}
	limits, err := PoliciesAt(v, above, v.At, "grid.max_households", "grid.max_people")
	if err != nil {
		return nil, err
	}
	var out []Warning
	for i, g := range grids {
		limit := limits[above[i]]
		if g.Households == 0 {
			g.Households = homes[g.ID]
		}
		if most := limit["grid.max_households"]; g.Households > most.Int() {
			out = append(out, Warning{g, "grid.households", g.Households, most})
		}
		if most := limit["grid.max_people"]; g.People > most.Int() {
			out = append(out, Warning{g, "grid.people", g.People, most})
		}
	}
	gaps, err := gaps(v, in, grids)
	return append(out, gaps...), err
}

// homesByGrid counts the homes of each grid.
func homesByGrid(v *act.View, in ID) (map[ID]int, error) {
	p, err := load(v, in)
	if err != nil {
		return nil, err
	}
	type counted struct {
		Grid  ID  `db:"grid_id"`
		Homes int `db:"homes"`
	}
	from, before := p.Path.Range()
	rows, err := db.Select[counted](v.Tx, sqlHomesByGrid, Home, from, before)
	out := make(map[ID]int, len(rows))
	for _, r := range rows {
		out[r.Grid] = r.Homes
	}
	return out, err
}

// gaps lists what no grid covers: compounds without a grid above or inside, and
// buildings without a grid whose compound is not listed already.
func gaps(v *act.View, in ID, grids []Place) ([]Warning, error) {
	gridded, inside := map[ID]bool{}, map[ID]bool{} // communities with grids, compounds with grids inside
	for _, g := range grids {
		gridded[g.Community] = true
		inside[g.Compound] = true
	}
	listed := map[ID]bool{}
	var out []Warning
	for _, kind := range []Kind{Compound, Building} {
		places, err := Under(v, in, kind)
		if err != nil {
			return nil, err
		}
		for _, p := range places {
			whole := kind == Compound && inside[p.ID]
			if !p.Grid.IsZero() || whole || !gridded[p.Community] || kind == Building && listed[p.Compound] {
				continue
			}
			if kind == Compound {
				listed[p.ID] = true
			}
			out = append(out, Warning{Place: p, Code: "grid.none"})
		}
	}
	return out, nil
}
