package matter

import (
	"fmt"
	"time"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// CanAssist is the capability of a co-handler: to add what it did. Nothing a
// co-handler can do moves the matter.
const CanAssist access.Capability = "matter.assist"

// Invitation asks a seat to help.
type Invitation struct {
	Seat org.SeatID
	For  string         // what it is asked to do
	By   calendar.Limit // until when; zero: with the matter
}

// Invite asks another seat to help; the one that answers stays (Beijing
// regulation on swift response 2021, art. 14). The seat or the desk may.
func Invite(a *act.Act, ref Ref, i Invitation) error {
	t, err := begin(a, ref, VerbInvite, CanHandle, CanDispatch)
	if err != nil {
		return err
	}
	words, err := say("for", i.For, "请写明请对方做什么")
	if err != nil {
		return err
	}
	h, err := holderOf(t.View, i.Seat)
	if err != nil {
		return err
	}
	if h.ID == t.m.Seat {
		return errs.Invalidf("seat", "matter.lead", "它就是承办岗，请选另一个岗位协办")
	}
	if err := t.m.suits(h.Seat, true, ""); err != nil {
		return err
	}
	due := time.Time{}
	if i.By.Valid() {
		due, _ = t.calendar().Due(t.At, i.By)
	}
	if _, err := t.Tx.Exec(sqlCohandlerAsk, t.m.ID, h.ID, h.Organization, words, t.At, due); err != nil {
		return fmt.Errorf("invite to matter %s: %w", t.m.ID, err)
	}
	if err := t.take(VerbInvite, Step{To: h.ID, Words: words, Inner: true, Detail: Detail{By: i.By.Code()}}); err != nil {
		return err
	}
	told := t.told()
	told.Seat = h.ID
	return t.done(Invited{told})
}

// Contribute adds what a co-handler did; done ends its part.
func Contribute(a *act.Act, ref Ref, n Note, done bool) error {
	m, err := load(a.View, ref.ID)
	if err != nil {
		return err
	}
	thing, err := thingFor(a.View, m)
	if err != nil {
		return err
	}
	if err := a.Require(CanAssist, thing); err != nil {
		return err
	}
	if !m.Stage.Allows(VerbContribute) {
		return refuse(m.Stage, VerbContribute)
	}
	t := &turn{Act: a, was: m, m: m}
	words, err := say("words", n.Words, "请写一句做了什么")
	if err != nil {
		return err
	}
	if done {
		if _, err := t.Tx.Exec(sqlCohandlerDone, t.At, m.ID, thing.Seat); err != nil {
			return err
		}
	}
	if err := t.take(VerbContribute, Step{Words: words, Inner: n.Inner}); err != nil {
		return err
	}
	if err := t.attach(n.Files); err != nil {
		return err
	}
	return t.done(Contributed{t.told()})
}

// Cohandlers lists the seats that help.
func cohandlers(v *act.View, matter ID) ([]Cohandler, error) {
	return db.Select[Cohandler](v.Tx, sqlCohandlers, matter)
}

// thingFor is the matter as permission looks at it for the reader: to a seat that
// helps it is its own.
func thingFor(v *act.View, m Matter) (access.Thing, error) {
	thing := m.thing(v.By)
	if !v.By.Staff() || v.By.Holds(thing.Seat) {
		return thing, nil
	}
	helping, err := cohandlers(v, m.ID)
	for _, h := range helping {
		if v.By.Holds(int64(h.Seat)) {
			thing.Seat = int64(h.Seat)
			break
		}
	}
	return thing, err
}
