package matter

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// Step is one thing done to a matter; it is never changed.
type Step struct {
	Matter ID         `db:"matter_id"`
	Seq    int        `db:"seq"` // from 1
	At     time.Time  `db:"at"`
	Verb   Verb       `db:"verb"`
	Stage  Stage      `db:"stage"`      // after it
	Person people.ID  `db:"person_id"`  // who; zero: nobody signed in, time, or the requester hidden from the reader
	For    people.ID  `db:"for_id"`     // for whom, by delegation or at the desk
	Seat   org.SeatID `db:"seat_id"`    // the seat that acted; zero: a resident, or time
	To     org.SeatID `db:"to_seat_id"` // the seat it went to
	Level  place.Kind `db:"level"`      // of the seat that must answer, after it
	Words  string     `db:"words"`
	Inner  bool       `db:"inner_only"` // among staff only
	Detail Detail     `db:"detail,json"`
}

// Detail is what a step says beyond its words.
type Detail struct {
	Diversion    Diversion    `json:"diversion,omitempty"`
	Outcome      Outcome      `json:"outcome,omitempty"`
	Satisfaction Satisfaction `json:"satisfaction,omitempty"`
	Solved       *bool        `json:"solved,omitempty"`
	Contacted    *bool        `json:"contacted,omitempty"`
	Park         ParkReason   `json:"park,omitempty"`
	Until        calendar.Day `json:"until,omitempty"`
	By           string       `json:"by,omitempty"`       // code of a limit
	How          string       `json:"how,omitempty"`      // how the requester agreed or told, when somebody else wrote it
	Override     string       `json:"override,omitempty"` // why the duty list was overruled
	Emergency    bool         `json:"emergency,omitempty"`
	Auto         bool         `json:"auto,omitempty"`  // by itself: the catalogue of duties, time, a good judgement
	Matter       ID           `json:"matter,omitzero"` // the other matter of a merging
	OldPlace     place.ID     `json:"old_place,omitzero"`
	OldCategory  CategoryID   `json:"old_category,omitzero"`
	OldKind      Kind         `json:"old_kind,omitempty"`
	OldSeat      org.SeatID   `json:"old_seat,omitzero"`
	CallBy       time.Time    `json:"call_by,omitzero"`  // until when a call was promised
	Earlier      *Earlier     `json:"earlier,omitempty"` // of a dispatch that can be taken back
}

// File is a photo, a voice note or a paper of a matter.
type File struct {
	Matter ID       `db:"matter_id"`
	File   id.Any   `db:"file_id"`
	Seq    int      `db:"seq"` // of the step that brought it
	What   FileWhat `db:"what"`
	Moment Moment   `db:"moment"`
}

// Cohandler is a seat that helps and can never close.
type Cohandler struct {
	Matter  ID         `db:"matter_id"`
	Seat    org.SeatID `db:"seat_id"`
	Org     org.ID     `db:"org_id"`
	Asked   string     `db:"asked"` // for what
	AskedAt time.Time  `db:"asked_at"`
	DueAt   time.Time  `db:"due_at"`
	DoneAt  time.Time  `db:"done_at"` // zero: still at it
}

type follower struct {
	Matter ID        `db:"matter_id"`
	Person people.ID `db:"person_id"`
	Why    FollowWhy `db:"why"`
	At     time.Time `db:"at"`
}

const (
	sqlSteps db.SQL = `SELECT matter_id, seq, at, verb, stage, person_id, for_id, seat_id, to_seat_id, level, words, inner_only, detail
		FROM matter_step WHERE realm_id = :realm AND matter_id = ? ORDER BY seq`
	sqlLastOf db.SQL = `SELECT matter_id, seq, at, verb, stage, person_id, for_id, seat_id, to_seat_id, level, words, inner_only, detail
		FROM matter_step WHERE realm_id = :realm AND matter_id = ? AND verb = ? ORDER BY seq DESC LIMIT 1`
	sqlLast db.SQL = `SELECT matter_id, seq, at, verb, stage, person_id, for_id, seat_id, to_seat_id, level, words, inner_only, detail
		FROM matter_step WHERE realm_id = :realm AND matter_id = ? ORDER BY seq DESC LIMIT 1`

	// sqlParts reads all that belongs to a matter at once. What a file or a
	// co-handler shares with a step stands in the column of the step.
	sqlParts db.SQL = `SELECT 'step' AS part, matter_id, seq, at, verb, stage, person_id, for_id, seat_id, to_seat_id, level, words, inner_only, detail,
			CAST(NULL AS BIGINT) AS file_id, '' AS what, '' AS moment,
			CAST(NULL AS BIGINT) AS org_id, CAST(NULL AS BIGINT) AS due_at, CAST(NULL AS BIGINT) AS done_at
		FROM matter_step WHERE realm_id = :realm AND matter_id = ?
		UNION ALL SELECT 'file', matter_id, seq, NULL, '', '', NULL, NULL, NULL, NULL, '', '', FALSE, '{}', file_id, what, moment, NULL, NULL, NULL
		FROM matter_file WHERE realm_id = :realm AND matter_id = ?
		UNION ALL SELECT 'cohandler', matter_id, 0, asked_at, '', '', NULL, NULL, seat_id, NULL, '', asked, FALSE, '{}', NULL, '', '', org_id, due_at, done_at
		FROM matter_cohandler WHERE realm_id = :realm AND matter_id = ?
		ORDER BY part, seq, at, seat_id, file_id`

	sqlFileMatter db.SQL = `SELECT matter_id FROM matter_file WHERE realm_id = :realm AND file_id = ?`

	sqlCohandlers db.SQL = `SELECT matter_id, seat_id, org_id, asked, asked_at, due_at, done_at FROM matter_cohandler
		WHERE realm_id = :realm AND matter_id = ? ORDER BY asked_at, seat_id`
	sqlCohandlerDone db.SQL = `UPDATE matter_cohandler SET done_at = ? WHERE realm_id = :realm AND matter_id = ? AND seat_id = ?`
	sqlCohandlerAsk  db.SQL = `INSERT INTO matter_cohandler (realm_id, matter_id, seat_id, org_id, asked, asked_at, due_at)
		VALUES (:realm, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (realm_id, matter_id, seat_id) DO UPDATE SET asked = excluded.asked, asked_at = excluded.asked_at,
			due_at = excluded.due_at, done_at = NULL`

	sqlFollow db.SQL = `INSERT INTO matter_follower (realm_id, matter_id, person_id, why, at) VALUES (:realm, ?, ?, ?, ?)
		ON CONFLICT DO NOTHING`
	sqlUnfollow  db.SQL = `DELETE FROM matter_follower WHERE realm_id = :realm AND matter_id = ? AND person_id = ?`
	sqlFollowers db.SQL = `SELECT matter_id, person_id, why, at FROM matter_follower WHERE realm_id = :realm AND matter_id = ? ORDER BY person_id`
	sqlFollowed  db.SQL = `UPDATE matter_matter SET followers = followers + ? WHERE realm_id = :realm AND id = ?`
)

// part is one row of sqlParts.
type part struct {
	Part string `db:"part"`
	Step
	File   id.Any    `db:"file_id"`
	What   FileWhat  `db:"what"`
	Moment Moment    `db:"moment"`
	Org    org.ID    `db:"org_id"`
	DueAt  time.Time `db:"due_at"`
	DoneAt time.Time `db:"done_at"`
}

// fill reads the steps, files and co-handlers of the matter. One query.
func (w *Whole) fill(v *act.View) error {
	return db.Each(v.Tx, func(p part) error {
		switch p.Part {
		case "step":
			w.Steps = append(w.Steps, p.Step)
		case "file":
			w.Files = append(w.Files, File{Matter: p.Matter, File: p.File, Seq: p.Seq, What: p.What, Moment: p.Moment})
		case "cohandler":
			w.Cohandlers = append(w.Cohandlers, Cohandler{
				Matter: p.Matter, Seat: p.Seat, Org: p.Org, Asked: p.Words, AskedAt: p.At, DueAt: p.DueAt, DoneAt: p.DoneAt,
			})
		}
		return nil
	}, sqlParts, w.ID, w.ID, w.ID)
}

func steps(v *act.View, matter ID) ([]Step, error) { return db.Select[Step](v.Tx, sqlSteps, matter) }

// lastOf is the newest step of a verb.
func lastOf(v *act.View, matter ID, verb Verb) (Step, bool, error) {
	return db.Find[Step](v.Tx, sqlLastOf, matter, verb)
}
