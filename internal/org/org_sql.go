package org

import (
	"errors"
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

const (
	orgColumns db.SQL = `id, kind, family, name, parent_id, place_id, path, code, founded_at, dissolved_at`

	sqlKinds   db.SQL = `SELECT key, family, zh, en FROM org_kind WHERE realm_id = :realm`
	sqlSetKind db.SQL = `INSERT INTO org_kind (realm_id, key, family, zh, en) VALUES (:realm, ?, ?, ?, ?)
		ON CONFLICT (realm_id, key) DO UPDATE SET zh = excluded.zh, en = excluded.en`

	sqlTiers     db.SQL = `SELECT position, kind, place_kind FROM org_tier WHERE realm_id = :realm ORDER BY position`
	sqlDropTiers db.SQL = `DELETE FROM org_tier WHERE realm_id = :realm`

	sqlGet          db.SQL = `SELECT ` + orgColumns + ` FROM org_organization WHERE realm_id = :realm AND id = ?`
	sqlHold         db.SQL = `SELECT ` + orgColumns + ` FROM org_organization WHERE realm_id = :realm AND id = ? {lock}`
	sqlList         db.SQL = `SELECT ` + orgColumns + ` FROM org_organization WHERE realm_id = :realm AND {where} ORDER BY path, id`
	sqlAmend        db.SQL = `UPDATE org_organization SET name = ?, parent_id = ?, code = ? WHERE realm_id = :realm AND id = ?`
	sqlSubordinates db.SQL = `SELECT count(*) FROM org_organization
		WHERE realm_id = :realm AND parent_id = ? AND dissolved_at IS NULL`
	sqlEnd            db.SQL = `UPDATE org_organization SET dissolved_at = ? WHERE realm_id = :realm AND id = ?`
	sqlEndTerritories db.SQL = `UPDATE org_territory SET until_at = ?
		WHERE realm_id = :realm AND organization_id = ? AND (until_at IS NULL OR until_at > ?)`

	territoryColumns db.SQL = `id, organization_id, place_id, path, from_at, until_at`

	sqlTerritory   db.SQL = `SELECT ` + territoryColumns + ` FROM org_territory WHERE realm_id = :realm AND id = ?`
	sqlTerritories db.SQL = `SELECT ` + territoryColumns + ` FROM org_territory
		WHERE realm_id = :realm AND organization_id = ? ORDER BY path, from_at`
	sqlTerritoriesAt db.SQL = `SELECT ` + territoryColumns + ` FROM org_territory
		WHERE realm_id = :realm AND organization_id = ? AND place_id = ?`
	sqlCovering db.SQL = `SELECT o.id, o.kind, o.family, o.name, o.parent_id, o.place_id, o.path, o.code, o.founded_at, o.dissolved_at
		FROM org_territory t JOIN org_organization o ON o.realm_id = t.realm_id AND o.id = t.organization_id
		WHERE t.realm_id = :realm AND {where} ORDER BY t.path, o.id`
	sqlTerritoriesOf db.SQL = `SELECT t.place_id AS at_place, o.id, o.kind, o.family, o.name, o.parent_id, o.place_id, o.path, o.code,
		o.founded_at, o.dissolved_at
		FROM org_territory t JOIN org_organization o ON o.realm_id = t.realm_id AND o.id = t.organization_id
		WHERE t.realm_id = :realm AND o.family = ? AND t.path >= ? AND t.path < ?
			AND t.from_at <= ? AND (t.until_at IS NULL OR t.until_at > ?)
			AND o.founded_at <= ? AND (o.dissolved_at IS NULL OR o.dissolved_at > ?)
		ORDER BY t.path, o.id`

	sqlFollowOrganizations db.SQL = `UPDATE org_organization SET path = ? || substr(path, ?)
		WHERE realm_id = :realm AND path >= ? AND path < ?`
	sqlFollowTerritories db.SQL = `UPDATE org_territory SET path = ? || substr(path, ?)
		WHERE realm_id = :realm AND path >= ? AND path < ?`
	sqlFollowSeats db.SQL = `UPDATE org_seat SET path = ? || substr(path, ?)
		WHERE realm_id = :realm AND path >= ? AND path < ?`
	sqlEndTerritory db.SQL = `UPDATE org_territory SET until_at = ? WHERE realm_id = :realm AND id = ?`
)

func load(v *act.View, organization ID) (Organization, error) {
	o, err := db.Get[Organization](v.Tx, sqlGet, organization)
	if errors.Is(err, db.ErrNone) {
		err = errs.Missing()
	}
	return o, err
}

// hold loads an organisation and keeps others from changing or dissolving it
// until the commit.
func hold(a *act.Act, organization ID) (Organization, error) {
	o, err := db.Get[Organization](a.Tx, sqlHold, organization)
	if errors.Is(err, db.ErrNone) {
		err = errs.Missing()
	}
	return o, err
}

// taken explains a duplicate of the name of an organisation at a place.
func taken(err error) error {
	if db.IsDuplicate(err) {
		return errs.Invalidf("name", "org.taken", "这里已经有同名的组织了").(*errs.Error).Because(err)
	}
	return err
}

func hasSubordinates(v *act.View, organization ID) (bool, error) {
	n, err := db.Get[int](v.Tx, sqlSubordinates, organization)
	return n > 0, err
}

func endOrganization(a *act.Act, organization ID) error {
	if _, err := a.Tx.Exec(sqlEndTerritories, a.At, organization, a.At); err != nil {
		return err
	}
	_, err := a.Tx.Exec(sqlEnd, a.At, organization)
	return err
}

func loadTerritory(v *act.View, territory TerritoryID) (Territory, error) {
	t, err := db.Get[Territory](v.Tx, sqlTerritory, territory)
	if errors.Is(err, db.ErrNone) {
		err = errs.Missing()
	}
	return t, err
}

func territoriesAt(v *act.View, organization ID, at place.ID) ([]Territory, error) {
	return db.Select[Territory](v.Tx, sqlTerritoriesAt, organization, at)
}

func endTerritory(a *act.Act, territory TerritoryID, until time.Time) error {
	_, err := a.Tx.Exec(sqlEndTerritory, until, territory)
	return err
}
