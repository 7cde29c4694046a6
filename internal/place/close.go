package place

import (
	"fmt"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// CanClose is the capability to take a place out of use and back into it.
const CanClose access.Capability = "place.close"

// Closed tells that a place is out of use.
type Closed struct{ Place ID }

// Close takes a place out of use. What stands in it must be closed or moved
// first; its record, and what happened there, stay.
func Close(a *act.Act, place ID) error {
	p, err := hold(a, place)
	if err != nil {
		return fmt.Errorf("close place %s: %w", place, err)
	}
	if err := a.Require(CanClose, p.Thing()); err != nil {
		return err
	}
	if !p.Open() {
		return errs.New(errs.Conflict, "place.closed_already", "“%s”已经停用了", p.Name)
	}
	busy, err := hasOpenChild(a.View, place)
	if err != nil {
		return err
	}
	if busy {
		return errs.New(errs.Conflict, "place.not_empty", "“%s”里面还有在用的地方，请先停用或移走它们", p.Name)
	}
	p.ClosedAt = a.At
	if err := save(a, p); err != nil {
		return err
	}
	return a.Publish(Closed{Place: place})
}

// Reopen takes a closed place back into use.
func Reopen(a *act.Act, place ID) error {
	chain, err := holdChain(a, place)
	if err != nil {
		return fmt.Errorf("reopen place %s: %w", place, err)
	}
	p := last(chain)
	if err := a.Require(CanClose, p.Thing()); err != nil {
		return err
	}
	if p.Open() {
		return errs.New(errs.Conflict, "place.open_already", "“%s”正在使用", p.Name)
	}
	if err := fits(p.Kind, chain[:len(chain)-1]); err != nil {
		return err
	}
	p.ClosedAt = time.Time{}
	return save(a, p)
}
