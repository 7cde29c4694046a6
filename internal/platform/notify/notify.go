package notify

import (
	"embed"
	"time"
	"unicode/utf8"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// Schema is the migrations of the messages.
//
//go:embed schema/*.sql
var Schema embed.FS

// ID names a message.
type ID = id.Of[Message]

// State is whether a message has reached its person.
type State string

// The states.
const (
	Delivered   State = "delivered"   // it lies in an inbox that the person can open
	Undelivered State = "undelivered" // the person has no way in; staff must tell them
	Told        State = "told"        // staff told them, and said how
)

// Message is something one person is told.
type Message struct {
	ID     ID          `db:"id"`
	Person id.Any      `db:"person_id"`
	Key    string      `db:"key"`  // what is told; the same key is told once
	Kind   string      `db:"kind"` // the event: "matter.reported"
	Words  string      `db:"words"`
	Args   []string    `db:"args,json"`
	Link   string      `db:"link"`
	Place  id.Any      `db:"place_id"` // whose staff tells those who have no way in
	Path   access.Path `db:"path"`
	At     time.Time   `db:"at"`
	ReadAt time.Time   `db:"read_at"`
	State  State       `db:"state"`
	ToldBy id.Any      `db:"told_by"`
	How    string      `db:"told_how"`
	ToldAt time.Time   `db:"told_at"`
}

// Thing is the message as permission looks at it.
func (m Message) Thing() access.Thing {
	return access.Thing{Kind: "message", ID: int64(m.ID), Place: int64(m.Place), Path: m.Path, Author: int64(m.Person)}
}

// Tell puts a message into the person's inbox, once for its key. It is called
// by the reaction to an event, never by a page.
func Tell(a *act.Act, m Message) error {
	if m.Person == 0 {
		return nil
	}
	reached, err := auth.Reaches(a.View, int64(m.Person))
	if err != nil {
		return err
	}
	m.State = Delivered
	if !reached {
		m.State = Undelivered
	}
	m.ID, m.At = act.NewID[Message](a), a.At
	if m.Args == nil {
		m.Args = []string{}
	}
	return db.InsertNew(a.Tx, "notify_message", m)
}

// Unread is how many messages the actor has not read.
func Unread(v *act.View) (int, error) { return db.Get[int](v.Tx, sqlUnread, v.By.Person) }

// Inbox lists the actor's messages, newest first, from before a message on.
func Inbox(v *act.View, before ID, limit int) ([]Message, error) {
	var c db.Cond
	c.AndIf(before != 0, "id < ?", before)
	return db.Select[Message](v.Tx, sqlInbox.Where(c), v.By.Person, limit)
}

// Read notes that the actor has read their messages up to one: what they have read
// has been delivered.
func Read(a *act.Act, upTo ID) error {
	n, err := a.Tx.Exec(sqlRead, a.At, a.By.Person, upTo)
	if n > 0 {
		a.Record("message.read", access.Thing{Kind: "message", ID: int64(upTo), Author: a.By.Person}, "")
	}
	return err
}

// CanSee is the capability to see, at a place, what could not be delivered.
// CanTell is the capability to tell somebody in person and say so.
const (
	CanSee  access.Capability = "message.see"
	CanTell access.Capability = "message.tell"
)

// Waiting lists the messages that could not be delivered, the oldest first, in
// the places whose queue the actor may see: of what leads to the same thing the
// last one, because it is told in one call.
func Waiting(v *act.View, after ID, limit int) ([]Message, error) {
	c := v.Where(CanSee, access.Columns{Path: "path"})
	c.AndIf(after != 0, "id > ?", after)
	return db.Select[Message](v.Tx, sqlWaiting.Where(c), limit)
}

const maxHow = 100

// TellInPerson notes that the actor told the person what the message says, by
// telephone, at the counter or at their door, and with it what earlier messages
// said of the same thing.
func TellInPerson(a *act.Act, message ID, how string) error {
	m, ok, err := db.Find[Message](a.Tx, sqlMessage, message)
	if err != nil {
		return err
	}
	if !ok {
		return errs.Missing()
	}
	if err := a.Require(CanTell, m.Thing()); err != nil {
		return err
	}
	how, err = clean.Line(how, maxHow)
	if err != nil || utf8.RuneCountInString(how) < 2 {
		return errs.Invalidf("how", "message.how", "请写明是怎样告诉本人的，例如：打电话，本人接的")
	}
	n, err := a.Tx.Exec(sqlTold, a.By.Person, how, a.At, m.Person, message, message, m.Link)
	if err == nil && n == 0 {
		err = errs.New(errs.Conflict, "message.told", "这条已经有人告诉过了")
	}
	return err
}

// Sweep deletes messages that were read, or told in person, more than a year ago
// (the house's choice: no law names a time for them).
func Sweep(a *act.Act) error {
	before := a.At.AddDate(-1, 0, 0)
	_, err := a.Tx.Exec(sqlSweep, before, before)
	return err
}
