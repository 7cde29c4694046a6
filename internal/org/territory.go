package org

import (
	"fmt"
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// TerritoryID names a territory.
type TerritoryID = id.Of[Territory]

// Territory says that an organisation is there for a place, from when until
// when: a branch for its compound, a company for the compounds it serves.
type Territory struct {
	ID           TerritoryID `db:"id"`
	Organization ID          `db:"organization_id"`
	Place        place.ID    `db:"place_id"`
	Path         access.Path `db:"path"`
	From         time.Time   `db:"from_at"`
	Until        time.Time   `db:"until_at"` // zero: it goes on
}

// Holds says whether it holds at a moment.
func (t Territory) Holds(at time.Time) bool {
	return !t.From.After(at) && (t.Until.IsZero() || t.Until.After(at))
}

// Cover enters that the organisation is there for a place from a day on.
func Cover(a *act.Act, organization ID, at place.ID, from time.Time) (TerritoryID, error) {
	o, err := hold(a, organization)
	if err != nil {
		return 0, fmt.Errorf("cover by organisation %s: %w", organization, err)
	}
	p, err := place.Get(a.View, at)
	if err != nil {
		return 0, errs.Unless(err, errs.Invalidf("place", "territory.place", "请选择这个组织管哪里"))
	}
	if err := a.Require(CanFound, p.Thing()); err != nil {
		return 0, err
	}
	a.About("organization", int64(organization))
	if from.IsZero() {
		from = a.At
	}
	if !o.Exists(from) {
		return 0, errs.Invalidf("from", "territory.from", "那一天这个组织还没有成立，或者已经撤销")
	}
	return link(a, o, p, from)
}

func link(a *act.Act, o Organization, p place.Place, from time.Time) (TerritoryID, error) {
	t := Territory{ID: act.NewID[Territory](a), Organization: o.ID, Place: p.ID, Path: p.Path, From: from}
	had, err := territoriesAt(a.View, o.ID, p.ID)
	if err != nil {
		return 0, err
	}
	for _, old := range had {
		if old.Until.IsZero() || old.Until.After(from) {
			return 0, errs.Invalidf("place", "territory.twice", "这个组织那时已经管着这里")
		}
	}
	return t.ID, db.Insert(a.Tx, "org_territory", t)
}

// Uncover ends a territory on a day.
func Uncover(a *act.Act, territory TerritoryID, until time.Time) error {
	t, err := loadTerritory(a.View, territory)
	if err != nil {
		return fmt.Errorf("uncover %s: %w", territory, err)
	}
	thing := access.Thing{Kind: "organization", ID: int64(t.Organization), Place: int64(t.Place), Path: t.Path}
	if err := a.Require(CanFound, thing); err != nil {
		return err
	}
	if _, err := hold(a, t.Organization); err != nil {
		return err
	}
	if t, err = loadTerritory(a.View, territory); err != nil { // as it is now that it is held
		return err
	}
	if until.IsZero() {
		until = a.At
	}
	if !until.After(t.From) || !t.Until.IsZero() && until.After(t.Until) {
		return errs.Invalidf("until", "territory.until", "结束日期应在开始日期之后、原定结束日期之前")
	}
	return endTerritory(a, territory, until)
}

// Territories lists the territories of an organisation, past ones too.
func Territories(v *act.View, organization ID) ([]Territory, error) {
	return db.Select[Territory](v.Tx, sqlTerritories, organization)
}

// coveringOrganizations lists the organisations that are there now for any of the
// places.
func coveringOrganizations(v *act.View, above []place.ID) ([]Organization, error) {
	var c db.Cond
	db.In(&c, "t.place_id", above)
	c.And("t.from_at <= ? AND (t.until_at IS NULL OR t.until_at > ?)", v.At, v.At)
	c.And("o.dissolved_at IS NULL")
	return db.Select[Organization](v.Tx, sqlCovering.Where(c))
}
