package place

import "slices"

// Kind is what a place is.
type Kind string

// The kinds, from high to low.
const (
	City        Kind = "city"
	District    Kind = "district"
	Subdistrict Kind = "subdistrict" // 街道, 镇, 乡
	Community   Kind = "community"   // 社区, 村
	Section     Kind = "section"     // 片区
	Grid        Kind = "grid"        // 网格
	Compound    Kind = "compound"    // 小区
	Building    Kind = "building"    // 楼栋
	Entrance    Kind = "entrance"    // 单元门
	Home        Kind = "home"        // 房屋, the exclusive unit of Civil Code art. 271
)

// kindRow is one row of the table of kinds.
type kindRow struct {
	Kind    Kind
	Parents []Kind // under which it may stand
	Root    bool   // whether a tree may begin with it
}

var kinds = []kindRow{
	{City, nil, true},
	{District, []Kind{City}, true},
	{Subdistrict, []Kind{District, City}, true},
	{Community, []Kind{Subdistrict, District}, true},
	{Section, []Kind{Community}, false},
	{Grid, []Kind{Community, Section, Compound}, false},
	{Compound, []Kind{Community, Section, Grid}, true},
	{Building, []Kind{Compound, Grid, Section, Community}, false},
	{Entrance, []Kind{Building}, false},
	{Home, []Kind{Entrance, Building, Compound, Grid, Community}, false},
}

// Kinds lists the kinds from high to low.
func Kinds() []Kind {
	out := make([]Kind, len(kinds))
	for i, row := range kinds {
		out[i] = row.Kind
	}
	return out
}

// rank is the height of the kind: 1 for a city, 10 for a home, 0 for what is no
// kind.
func (k Kind) rank() int {
	return 1 + slices.IndexFunc(kinds, func(r kindRow) bool { return r.Kind == k })
}

// Valid says whether there is such a kind.
func (k Kind) Valid() bool { return k.rank() > 0 }

// Parents lists the kinds under which a place of kind k may stand.
func (k Kind) Parents() []Kind {
	if !k.Valid() {
		return nil
	}
	return slices.Clone(kinds[k.rank()-1].Parents)
}

// Root says whether a tree may begin with a place of kind k.
func (k Kind) Root() bool { return k.Valid() && kinds[k.rank()-1].Root }

// Children lists the kinds that may stand under a place of kind k.
func (k Kind) Children() []Kind {
	var out []Kind
	for _, row := range kinds {
		if slices.Contains(row.Parents, k) {
			out = append(out, row.Kind)
		}
	}
	return out
}

// under says whether a place of kind k may stand under the ancestors given, the
// nearest last.
func (k Kind) under(above []Kind) bool {
	if len(above) == 0 {
		return k.Root()
	}
	return slices.Contains(k.Parents(), above[len(above)-1]) && !slices.Contains(above, k)
}
