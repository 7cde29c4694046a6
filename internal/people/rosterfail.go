package people

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

const (
	failureUntold  = "系统出了点问题，什么都没有导入，请再试一次"
	failureStopped = "有人按了停下，什么都没有导入"
)

// failure says to a person why work on a roster was not done. It stays with the
// roster until the work is tried again.
func failure(err error) *Sentence {
	e := errs.As(err)
	switch {
	case errors.Is(err, context.Canceled):
		return &Sentence{Text: failureStopped}
	case e == nil || e.Kind == errs.Internal:
		return &Sentence{Text: failureUntold}
	}
	s := sentenceOf(e)
	return &s
}

// failed notes at the roster why its work was not done, and gives the error
// back. Whoever may not import there, and work that someone else has done
// meanwhile, leave no note.
func (im Importer) failed(ctx context.Context, roster id.Of[Roster], err error) error {
	if err == nil || errors.Is(err, errRosterMoved) || errs.KindOf(err) == errs.NotFound || errs.KindOf(err) == errs.Forbidden {
		return err
	}
	noted := im.do(context.WithoutCancel(ctx), func(a *act.Act) error {
		r, err2 := GetRoster(a.View, roster)
		if err2 != nil {
			return err2
		}
		if err2 := a.Require(CanImport, r.thing()); err2 != nil {
			return err2
		}
		a.Note("failed")
		r.Digest.Failure, r.Digest.Begun = failure(err), nil
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
