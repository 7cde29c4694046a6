package place

import (
	"slices"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

// Labels gives the addresses of places within their community, as people say
// them: "阳光小区 3幢 2单元 501". Grids and sections are left out of the address
// of what stands in them; a place that is one, or stands higher, is its own
// name. Two queries, however many places.
func Labels(v *act.View, ids ...ID) (map[ID]string, error) {
	places, err := GetAll(v, ids...)
	if err != nil {
		return nil, err
	}
	var above []ID
	for _, p := range places {
		above = append(above, p.addressed()...)
	}
	names, err := Names(v, above...)
	if err != nil {
		return nil, err
	}
	out := make(map[ID]string, len(places))
	for i, p := range places {
		var parts []string
		for _, up := range p.addressed() {
			parts = append(parts, names[up])
		}
		out[i] = strings.Join(append(parts, p.Name), " ")
	}
	return out, nil
}

// addressed lists the ancestors whose names belong to the address of the place:
// from its compound down, else what stands below its grid or community.
func (p Place) addressed() []ID {
	if p.Kind.rank() <= Compound.rank() {
		return nil
	}
	above := p.Above()
	above = above[:len(above)-1]
	if i := slices.Index(above, p.Compound); i >= 0 {
		return slices.DeleteFunc(above[i:], func(up ID) bool { return up == p.Grid })
	}
	for i := len(above) - 1; i >= 0; i-- {
		if up := above[i]; up == p.Grid || up == p.Community {
			return above[i+1:]
		}
	}
	return above
}
