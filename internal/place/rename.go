package place

import (
	"fmt"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

// CanRename is the capability to change what a place is called.
const CanRename access.Capability = "place.rename"

// Rename gives the place another name and code. Addresses shown from now on
// carry the new name; what was printed keeps the old one.
func Rename(a *act.Act, place ID, name, code string) error {
	p, err := hold(a, place)
	if err != nil {
		return fmt.Errorf("rename place %s: %w", place, err)
	}
	if err := a.Require(CanRename, p.Thing()); err != nil {
		return err
	}
	p.Name, p.Code = CleanName(name), code
	if err := p.check(); err != nil {
		return err
	}
	return save(a, p)
}
