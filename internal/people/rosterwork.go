package people

import (
	"context"
	"encoding/json"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// Begun is work on a roster that was begun. Its end takes it away again: what
// still stands there is under way, or was cut off with its server.
type Begun struct {
	What   Work
	At     time.Time
	Server string // Importer.Server of who began it
}

// Work is one of the three steps of an import.
type Work string

// The work.
const (
	WorkRead  Work = "read"
	WorkCheck Work = "check"
	WorkApply Work = "apply"
)

// Begin notes that work on a roster begins, durably and before it does, so that
// whoever looks later knows of it even when the server stops in its midst.
func (im Importer) Begin(ctx context.Context, roster id.Of[Roster], what Work) error {
	return im.do(ctx, func(a *act.Act) error {
		r, err := GetRoster(a.View, roster)
		if err != nil {
			return err
		}
		if err := a.Require(CanImport, r.thing()); err != nil {
			return err
		}
		a.Note("begun")
		r.Digest.Begun, r.Digest.Failure = &Begun{What: what, At: a.At, Server: im.Server}, nil
		digest, err := json.Marshal(r.Digest)
		if err != nil {
			return err
		}
		n, err := a.Tx.Exec(sqlRosterState, r.State, string(digest), r.ID, r.State)
		if err == nil && n == 0 {
			err = errRosterMoved
		}
		return err
	})
}
