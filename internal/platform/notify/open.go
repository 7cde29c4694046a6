package notify

import (
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Open notes that the actor has read one of their messages and gives it.
func Open(a *act.Act, message ID) (Message, error) {
	m, ok, err := db.Find[Message](a.Tx, sqlMessage, message)
	if err != nil {
		return m, err
	}
	if !ok || int64(m.Person) != a.By.Person {
		return m, errs.Missing()
	}
	n, err := a.Tx.Exec(sqlOpen, a.At, message)
	if n > 0 {
		a.Record("message.read", access.Thing{Kind: "message", ID: int64(message), Author: a.By.Person}, "")
	}
	return m, err
}

// Get gives a message that the actor may see in the queue of what could not be
// delivered.
func Get(v *act.View, message ID) (Message, error) {
	m, ok, err := db.Find[Message](v.Tx, sqlMessage, message)
	if err == nil && !ok {
		err = errs.Missing()
	}
	if err != nil {
		return m, err
	}
	return m, v.Require(CanSee, m.Thing())
}
