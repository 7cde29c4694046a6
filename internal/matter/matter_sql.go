package matter

import (
	"errors"
	"time"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

const matterColumns db.SQL = `id, unit_id, number, place_id, path, subdistrict_id, community_id, grid_id,
	stage, stage_at, kind, category_id, channel, words, summary, outer_number, open_to_all,
	reporter_id, anonymous, secret, proxy_id, operator_id, agreed, against_id,
	seat_id, org_id, level, reach, ruled, unrouted,
	limit_code, clock_at, base_due_at, due_at, paused_at, extensions, lapsed_at, alarm, alarm_at,
	park_asked_at, park_reason, park_until,
	contacted_at, reported_at, reported_by, judged_at, satisfaction, solved, outcome, closed_at, rounds, excluded,
	merged_into, followers, files, version, created_at, updated_at`

const (
	sqlMatter db.SQL = `SELECT ` + matterColumns + ` FROM matter_matter WHERE realm_id = :realm AND id = ?`

	sqlSeveral db.SQL = `SELECT ` + matterColumns + ` FROM matter_matter WHERE realm_id = :realm AND {where} ORDER BY id DESC`

	// sqlSave writes what may change, in the order of (Matter).changing.
	sqlSave db.SQL = `UPDATE matter_matter SET unit_id = ?, number = ?, place_id = ?, path = ?, subdistrict_id = ?, community_id = ?, grid_id = ?,
		stage = ?, stage_at = ?, kind = ?, category_id = ?, summary = ?, open_to_all = ?, secret = ?, against_id = ?,
		seat_id = ?, org_id = ?, level = ?, reach = ?, ruled = ?, unrouted = ?,
		limit_code = ?, clock_at = ?, base_due_at = ?, due_at = ?, paused_at = ?, extensions = ?, lapsed_at = ?, alarm = ?, alarm_at = ?,
		park_asked_at = ?, park_reason = ?, park_until = ?,
		contacted_at = ?, reported_at = ?, reported_by = ?, judged_at = ?, satisfaction = ?, solved = ?, outcome = ?,
		closed_at = ?, rounds = ?, excluded = ?, merged_into = ?, files = ?, version = ?, updated_at = ?
		WHERE realm_id = :realm AND id = ? AND version = ?`

	sqlAlarms db.SQL = `SELECT id FROM matter_matter WHERE realm_id = :realm AND alarm_at <= ? ORDER BY alarm_at LIMIT ?`

	sqlFollowMove db.SQL = `UPDATE matter_matter SET path = ? || substr(path, ?),
		subdistrict_id = CASE WHEN coalesce(subdistrict_id, 0) = ? THEN ? ELSE subdistrict_id END,
		community_id = CASE WHEN coalesce(community_id, 0) = ? THEN ? ELSE community_id END,
		grid_id = CASE WHEN coalesce(grid_id, 0) = ? THEN ? ELSE grid_id END
		WHERE realm_id = :realm AND path >= ? AND path < ?`
	sqlFollowMoveRoutes db.SQL = `UPDATE matter_route SET path = ? || substr(path, ?) WHERE realm_id = :realm AND path >= ? AND path < ?`
	sqlInPath           db.SQL = `SELECT id FROM matter_matter WHERE realm_id = :realm AND path >= ? AND path < ? AND id > ? ORDER BY id LIMIT ?`

	sqlNumber db.SQL = `INSERT INTO matter_number (realm_id, unit_id, year, last) VALUES (:realm, ?, ?, 1)
		ON CONFLICT (realm_id, unit_id, year) DO UPDATE SET last = matter_number.last + 1 RETURNING last`
	sqlNumbers db.SQL = `INSERT INTO matter_number (realm_id, unit_id, year, last) VALUES (:realm, ?, ?, ?)
		ON CONFLICT (realm_id, unit_id, year) DO UPDATE SET last = matter_number.last + ? RETURNING last`
)

func (m *Matter) changing() []any {
	return []any{
		m.Unit, m.Number, m.Place, m.Path, m.Subdistrict, m.Community, m.Grid,
		m.Stage, m.StageAt, m.Kind, m.Category, m.Summary, m.OpenToAll, m.Secret, m.Against,
		m.Seat, m.Org, m.Level, m.Reach, m.Ruled, m.Unrouted,
		m.Limit, m.StartedAt, m.BaseDueAt, m.DueAt, m.PausedAt, m.Extensions, m.LapsedAt, m.Alarm, m.AlarmAt,
		m.AskedAt, m.Reason, m.Until,
		m.ContactedAt, m.ReportedAt, m.ReportedBy, m.JudgedAt, m.Satisfaction, m.Solved, m.Outcome,
		m.ClosedAt, m.Rounds, m.Excluded, m.MergedInto, m.Files, m.Version, m.UpdatedAt,
	}
}

// newRow is what a matter begins with; every other column begins empty.
type newRow struct {
	ID     ID       `db:"id"`
	Unit   place.ID `db:"unit_id"`
	Number Number   `db:"number"`
	Where
	Stage   Stage     `db:"stage"`
	StageAt time.Time `db:"stage_at"`
	Need
	Reporter  people.ID `db:"reporter_id"`
	Anonymous bool      `db:"anonymous"`
	Secret    bool      `db:"secret"`
	Proxy     people.ID `db:"proxy_id"`
	Operator  people.ID `db:"operator_id"`
	Agreed    string    `db:"agreed"`
	Against   org.ID    `db:"against_id"`
	Holding
	Limit     Limit     `db:"limit_code"`
	StartedAt time.Time `db:"clock_at"`
	BaseDueAt time.Time `db:"base_due_at"`
	DueAt     time.Time `db:"due_at"`
	Alarm     Alarm     `db:"alarm"`
	AlarmAt   time.Time `db:"alarm_at"`
	Files     int       `db:"files"`
	Version   int       `db:"version"`
	CreatedAt time.Time `db:"created_at"`
	UpdatedAt time.Time `db:"updated_at"`
}

func insertNew(a *act.Act, m *Matter) error {
	return db.InsertSoon(a.Tx, nil, "matter_matter", newRow{
		ID: m.ID, Unit: m.Unit, Number: m.Number, Where: m.Where, Stage: m.Stage, StageAt: m.StageAt, Need: m.Need,
		Reporter: m.Reporter, Anonymous: m.Anonymous, Secret: m.Secret, Proxy: m.Proxy, Operator: m.Operator, Agreed: m.Agreed,
		Against: m.Against, Holding: m.Holding, Limit: m.Limit, StartedAt: m.StartedAt, BaseDueAt: m.BaseDueAt, DueAt: m.DueAt,
		Alarm: m.Alarm, AlarmAt: m.AlarmAt, Files: m.Files, Version: m.Version, CreatedAt: m.CreatedAt, UpdatedAt: m.UpdatedAt,
	})
}

func load(v *act.View, matter ID) (Matter, error) {
	m, err := db.Get[Matter](v.Tx, sqlMatter, matter)
	if errors.Is(err, db.ErrNone) {
		err = errs.Missing()
	}
	return m, err
}

// save writes what changed since the version the act began with.
func save(a *act.Act, m *Matter, version int) error {
	n, err := a.Tx.Exec(sqlSave, append(m.changing(), m.ID, version)...)
	if err == nil && n == 0 {
		err = db.ErrAgain // another server has just changed it: look again
	}
	return err
}

// nextNumber is the next number of a unit in a year.
func nextNumber(a *act.Act, m *Matter, year int) error {
	n, err := db.Get[int](a.Tx, sqlNumber, m.Unit, year)
	m.Number = numberOf(year, n)
	return err
}
