package org

import (
	"fmt"
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// CanFound is the capability to found, change and dissolve organisations at a
// place.
const CanFound access.Capability = "org.found"

// New is an organisation to be founded.
type New struct {
	Kind    string
	Name    string
	Parent  ID // the organisation above it; may be zero
	Place   place.ID
	Code    string
	Founded time.Time // zero: now
}

// Found enters an organisation. Its own place becomes its first territory, from
// the day it was founded.
func Found(a *act.Act, n New) (Organization, error) {
	at, err := place.Get(a.View, n.Place)
	if err != nil {
		return Organization{}, errs.Unless(err, errs.Invalidf("place", "org.place", "请选择这个组织在哪里"))
	}
	if err := a.Require(CanFound, at.Thing()); err != nil {
		return Organization{}, err
	}
	if n.Founded.IsZero() {
		n.Founded = a.At
	}
	o := Organization{
		ID: act.NewID[Organization](a), Kind: n.Kind, Name: n.Name, Parent: n.Parent,
		Place: n.Place, Path: at.Path, Code: n.Code, Founded: n.Founded,
	}
	if err := o.fit(a); err != nil {
		return Organization{}, err
	}
	if err := taken(db.Insert(a.Tx, "org_organization", o)); err != nil {
		return Organization{}, fmt.Errorf("found organisation: %w", err)
	}
	a.About("organization", int64(o.ID))
	_, err = link(a, o, at, o.Founded)
	return o, err
}

// fit checks the organisation's fields, its kind and what it stands under.
func (o *Organization) fit(a *act.Act) error {
	all, err := kinds(a.View)
	if err != nil {
		return err
	}
	k, ok := all[o.Kind]
	if !ok {
		return errs.Invalidf("kind", "org.kind", "请选择这是哪一类组织")
	}
	o.Family = k.Family
	if err := o.check(); err != nil {
		return err
	}
	for up := o.Parent; !up.IsZero(); {
		wrong := errs.Invalidf("parent", "org.parent", "上级组织不对，请重新选择")
		parent, err := hold(a, up)
		if err != nil {
			return errs.Unless(err, wrong)
		}
		if up == o.ID || !parent.Dissolved.IsZero() {
			return wrong
		}
		up = parent.Parent
	}
	return nil
}

// Change is what may be corrected of an organisation.
type Change struct {
	Name   string
	Parent ID
	Code   string
}

// Amend corrects the organisation's name, superior and code.
func Amend(a *act.Act, organization ID, c Change) error {
	o, err := hold(a, organization)
	if err != nil {
		return fmt.Errorf("amend organisation %s: %w", organization, err)
	}
	if err := a.Require(CanFound, o.Thing()); err != nil {
		return err
	}
	if !o.Dissolved.IsZero() {
		return errs.New(errs.Conflict, "org.dissolved", "“%s”已经撤销了", o.Name)
	}
	o.Name, o.Parent, o.Code = c.Name, c.Parent, c.Code
	if err := o.fit(a); err != nil {
		return err
	}
	_, err = a.Tx.Exec(sqlAmend, o.Name, o.Parent, o.Code, o.ID)
	return taken(err)
}
