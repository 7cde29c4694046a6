package org

import (
	"fmt"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Dissolved tells that an organisation has ended.
type Dissolved struct{ Organization ID }

// Dissolve ends the organisation now: its territories end, its holders are
// relieved, its seats are closed. Its record stays.
func Dissolve(a *act.Act, organization ID) error {
	o, err := hold(a, organization)
	if err != nil {
		return fmt.Errorf("dissolve organisation %s: %w", organization, err)
	}
	if err := a.Require(CanFound, o.Thing()); err != nil {
		return err
	}
	if !o.Dissolved.IsZero() {
		return errs.New(errs.Conflict, "org.dissolved", "“%s”已经撤销了", o.Name)
	}
	busy, err := hasSubordinates(a.View, organization)
	if err != nil {
		return err
	}
	if busy {
		return errs.New(errs.Conflict, "org.has_subordinates", "“%s”下面还有组织，请先撤销它们，或者改由别的组织领导", o.Name)
	}
	seats, err := openSeatsOf(a.View, organization)
	if err != nil {
		return err
	}
	for _, s := range seats {
		if err := s.vacate(a, "organisation dissolved"); err != nil {
			return err
		}
	}
	if err := endOrganization(a, organization); err != nil {
		return err
	}
	return a.Publish(Dissolved{Organization: organization})
}
