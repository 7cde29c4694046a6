package people

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/sheet"
)

// Importer brings a register in, in three steps that each may take a while:
// Read puts its rows aside, sealed; Check says what applying them would do and
// what is wrong with them; Apply does it, all or nothing. It plays acts of its
// own.
type Importer struct {
	Stage *act.Stage
	By    access.Actor
	// Progress hears how many rows of how many are done; nil: nobody listens. It
	// may be called from a transaction and must only take note.
	Progress func(done, total int)
	// Server is the run of the program that does the work, noted with what it
	// begins, so that work whose server is gone is known for stopped.
	Server string
}

func (im Importer) tell(done, total int) {
	if im.Progress != nil {
		im.Progress(done, total)
	}
}

func (im Importer) do(ctx context.Context, f func(*act.Act) error) error {
	return im.Stage.Do(ctx, im.By, f)
}

// Source is a table to be read: an XLSX or a CSV file.
type Source struct {
	Name string // of the file
	File io.ReaderAt
	Size int64
}

// readBatch is how many rows one act puts aside.
const readBatch = 1000

// Read puts the rows of a table aside for the homes below a place. Rows that
// cannot be understood are kept as remarks.
func (im Importer) Read(ctx context.Context, under place.ID, src Source) (Roster, error) {
	table, err := sheet.Open(src.File, src.Size, sheet.Limits{})
	if err != nil {
		return Roster{}, err
	}
	rows, err := table.Match(RosterColumns...)
	if err != nil {
		return Roster{}, err
	}
	var r Roster
	if err := im.do(ctx, func(a *act.Act) (err error) {
		r, err = openRoster(a, under, src.Name)
		if err != nil {
			return err
		}
		r.Digest.Begun = &Begun{What: WorkRead, At: a.At, Server: im.Server}
		return db.Insert(a.Tx, "people_roster", r)
	}); err != nil {
		return Roster{}, err
	}
	if err = im.readRows(ctx, &r, rows); err != nil { // what cannot be read to its end leaves nothing behind
		dropped := im.do(context.WithoutCancel(ctx), func(a *act.Act) error { return DropRoster(a, r.ID) })
		return r, errors.Join(err, dropped)
	}
	return r, nil
}

func openRoster(a *act.Act, under place.ID, name string) (Roster, error) {
	p, err := place.Get(a.View, under)
	if err != nil {
		return Roster{}, err
	}
	if err := a.Require(CanImport, p.Thing()); err != nil {
		return Roster{}, err
	}
	a.Note("read")
	name, err = clean.Line(name, 120)
	if err != nil {
		name = "名册"
	}
	r := Roster{
		ID: act.NewID[Roster](a), Place: p.ID, Path: p.Path, Name: name, State: RosterReading, At: a.At, Person: ID(a.By.Person),
	}
	a.About("roster", int64(r.ID))
	return r, nil
}

// rosterRow is a row put aside.
type rosterRow struct {
	Roster  id.Of[Roster] `db:"roster_id"`
	Line    int           `db:"line"`
	Part    string        `db:"part"`
	Sealed  []byte        `db:"sealed"` // nil for a row that was not understood
	Problem string        `db:"problem"`
	Warning string        `db:"warning"`
}

const rowColumn = "people_roster_row.sealed"

func (im Importer) readRows(ctx context.Context, r *Roster, rows *sheet.Matched) error {
	var batch []rosterRow
	today := calendar.DayOf(im.Stage.Now())
	flush := func() error {
		err := im.keep(ctx, *r, batch)
		batch = batch[:0]
		return err
	}
	for row, err := range rows.Rows() {
		if err != nil {
			return err
		}
		_, before := rows.Faults()
		aside, err := im.aside(r.ID, readLine(row, today))
		if err != nil {
			return err
		}
		if !row.OK() {
			kept, all := rows.Faults()
			if aside.Problem, err = told(kept, before, all).stored(); err != nil {
				return err
			}
			aside.Sealed = nil
			r.Digest.Bad++
		}
		r.Digest.Rows++
		if batch = append(batch, aside); len(batch) == readBatch {
			if err := flush(); err != nil {
				return err
			}
			im.tell(r.Digest.Rows, max(rows.Total, r.Digest.Rows))
		}
	}
	if err := flush(); err != nil {
		return err
	}
	if r.Digest.Rows == 0 {
		return errs.New(errs.Invalid, "roster.empty", "表头下面没有内容")
	}
	r.Digest.Begun = nil
	return im.turn(ctx, r, RosterReading, RosterRead)
}

// aside seals an understood row.
func (im Importer) aside(roster id.Of[Roster], l rosterLine) (rosterRow, error) {
	text, err := l.text()
	if err != nil {
		return rosterRow{}, err
	}
	sealed, err := im.Stage.Keys.Seal(rowAt(roster, l.Line), text)
	return rosterRow{Roster: roster, Line: l.Line, Part: l.part(), Sealed: sealed}, err
}

func rowAt(roster id.Of[Roster], line int) string {
	return fmt.Sprintf("%s/%d", sealAt(rowColumn, roster), line)
}

// told says the faults of one row.
func told(kept []sheet.Fault, from, to int) (out Sentences) {
	if from >= len(kept) {
		return Sentences{say("这一行有错；前面的错太多，请改好后再读一遍")}
	}
	for _, f := range kept[from:min(to, len(kept))] {
		out = append(out, faultOf(f))
	}
	return out
}

// keep inserts a batch of rows.
func (im Importer) keep(ctx context.Context, r Roster, batch []rosterRow) error {
	if len(batch) == 0 {
		return nil
	}
	return im.do(ctx, func(a *act.Act) error {
		a.Record(string(CanImport), r.thing(), "rows")
		return db.Insert(a.Tx, "people_roster_row", batch...)
	})
}

// turn moves the roster on with its digest.
func (im Importer) turn(ctx context.Context, r *Roster, from, to RosterState) error {
	digest, err := json.Marshal(r.Digest)
	if err != nil {
		return err
	}
	return im.do(ctx, func(a *act.Act) error {
		if err := a.Require(CanImport, r.thing()); err != nil {
			return err
		}
		a.Note(string(to))
		n, err := a.Tx.Exec(sqlRosterState, to, string(digest), r.ID, from)
		if err == nil && n == 0 {
			err = errRosterMoved
		}
		r.State = to
		return err
	})
}

var errRosterMoved = errs.New(errs.Conflict, "roster.moved", "这份名册刚刚有人处理过，请刷新页面看看")
