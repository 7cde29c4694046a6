package people

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// Failure is why the last work on a roster was not done. It stays with the
// roster until the work is tried again.
type Failure struct {
	Text string // a Chinese sentence, the key of its English; may hold fmt verbs for Args
	Args []any  `json:",omitempty"`
}

// Values are the args for the verbs of the sentence: what was a whole number
// before it was stored is one again.
func (f Failure) Values() []any {
	out := make([]any, len(f.Args))
	for i, arg := range f.Args {
		if n, ok := arg.(float64); ok && n == float64(int64(n)) {
			arg = int64(n)
		}
		out[i] = arg
	}
	return out
}

const failureUntold = "系统出了点问题，什么都没有导入，请再试一次"

// failure is what an error says to a person.
func failure(err error) *Failure {
	e := errs.As(err)
	switch {
	case e == nil || e.Kind == errs.Internal:
		return &Failure{Text: failureUntold}
	case len(e.Fields) > 0 && e.Fields[0].Key != "":
		return &Failure{Text: e.Fields[0].Key, Args: e.Fields[0].Args}
	case len(e.Fields) > 0:
		return &Failure{Text: e.Fields[0].Text}
	}
	return &Failure{Text: e.Text, Args: e.Args}
}

// failed notes at the roster why its work was not done, and gives the error
// back. Whoever may not import there, and work that someone else has done
// meanwhile, leave no note.
func (im Importer) failed(ctx context.Context, roster id.Of[Roster], err error) error {
	if err == nil || errors.Is(err, errRosterMoved) || errs.KindOf(err) == errs.NotFound || errs.KindOf(err) == errs.Forbidden {
		return err
	}
	noted := im.do(ctx, func(a *act.Act) error {
		r, err2 := GetRoster(a.View, roster)
		if err2 != nil {
			return err2
		}
		if err2 := a.Require(CanImport, r.thing()); err2 != nil {
			return err2
		}
		a.Note("failed")
		r.Digest.Failure = failure(err)
		digest, err2 := json.Marshal(r.Digest)
		if err2 != nil {
			return err2
		}
		_, err2 = a.Tx.Exec(sqlRosterState, r.State, string(digest), r.ID, r.State)
		return err2
	})
	if noted != nil {
		return errors.Join(err, noted)
	}
	return err
}
