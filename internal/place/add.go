package place

import (
	"embed"
	"fmt"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Schema is the migrations of the places.
//
//go:embed schema/*.sql
var Schema embed.FS

// CanAdd is the capability to add a place, asked of the place above it.
const CanAdd access.Capability = "place.add"

// New is a place to be added.
type New struct {
	Kind       Kind
	Name       string
	Code       string
	Parent     ID    // zero: a root, which only the system may plant
	Lon, Lat   int64 // WGS-84, 1e-7 degrees; both 0: not known
	Households int
	People     int
	Area       int64 // 0.001 m²
}

// Add puts a place into the tree. Whoever may add below the parent may; a root
// is planted by the system alone (first run, import).
func Add(a *act.Act, n New) (Place, error) {
	above, err := holdChain(a, n.Parent)
	if err != nil {
		return Place{}, err
	}
	parent := last(above)
	if err := a.Require(CanAdd, parent.Thing()); err != nil {
		return Place{}, err
	}
	p, err := n.place(a, above)
	if err != nil {
		return Place{}, err
	}
	if err := insert(a, p); err != nil {
		return Place{}, fmt.Errorf("add place: %w", err)
	}
	a.About("place", int64(p.ID))
	return p, nil
}

// place checks what is to be added and gives it its stand.
func (n New) place(a *act.Act, above []Place) (Place, error) {
	p := Place{
		ID: act.NewID[Place](a), Kind: n.Kind, Name: CleanName(n.Name), Code: n.Code, Lon: n.Lon, Lat: n.Lat,
		Households: n.Households, People: n.People, Area: n.Area, CreatedAt: a.At,
	}
	if err := p.check(); err != nil {
		return Place{}, err
	}
	if err := fits(p.Kind, above); err != nil {
		return Place{}, err
	}
	p.stand(last(above))
	return p, nil
}

// fits says whether a place of kind k may stand under the chain of open places.
func fits(k Kind, above []Place) error {
	var over []Kind
	for _, p := range above {
		over = append(over, p.Kind)
		if !p.Open() {
			return errs.New(errs.Conflict, "place.closed", "上一级“%s”已经停用，不能再往里面放", p.Name)
		}
	}
	if !k.under(over) {
		return errs.Invalidf("parent", "place.parent", "这一级不能放在这里，请换一个上级")
	}
	return nil
}

// holdChain holds the parent and lists its ancestors, itself last; nothing for
// the zero id.
func holdChain(a *act.Act, parent ID) ([]Place, error) {
	if parent.IsZero() {
		return nil, nil
	}
	if _, err := hold(a, parent); err != nil {
		return nil, err
	}
	return Chain(a.View, parent)
}

func loadOrRoot(v *act.View, parent ID) (Place, error) {
	if parent.IsZero() {
		return Place{}, nil
	}
	return load(v, parent)
}

func last(chain []Place) Place {
	if len(chain) == 0 {
		return Place{}
	}
	return chain[len(chain)-1]
}
