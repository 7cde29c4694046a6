package matter

import (
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Merge lets a matter go on as another one that is the same thing; whoever
// raised or followed it follows that one (State Council Office 2025 no. 66). The
// desk of both may.
func Merge(a *act.Act, ref Ref, into ID, note string) error {
	if ref.ID == into {
		return errs.Invalidf("into", "merge.self", "请选另一件同样的事")
	}
	t, err := begin(a, ref, VerbMerge, CanDispatch)
	if err != nil {
		return err
	}
	main, err := begin(a, Ref{ID: into}, VerbAbsorb, CanDispatch)
	if err != nil {
		return err
	}
	note, err = say("note", note, "")
	if err != nil {
		return err
	}
	t.m.MergedInto = into
	t.m.handTo(holder{})
	if err := t.take(VerbMerge, Step{Words: note, Detail: Detail{Matter: into, OldSeat: t.was.Seat}}); err != nil {
		return err
	}
	if err := main.take(VerbAbsorb, Step{Words: note, Inner: true, Detail: Detail{Matter: t.m.ID}}); err != nil {
		return err
	}
	if err := t.carry(into); err != nil {
		return err
	}
	if err := main.finish(); err != nil {
		return err
	}
	return t.done(Merged{t.told(), into})
}

// carry makes whoever cares for the matter follow another one.
func (t *turn) carry(into ID) error {
	all, err := followers(t.View, t.m.ID)
	if err != nil {
		return err
	}
	if !t.m.Reporter.IsZero() {
		all = append(all, follower{Person: t.m.Reporter, Why: FollowMerged})
	}
	for _, f := range all {
		if err := follow(t.Act, into, f.Person, f.Why); err != nil {
			return err
		}
	}
	return nil
}

// Withdraw takes a matter back. The requester may, before anything is reported,
// and the counter for them.
func Withdraw(a *act.Act, ref Ref, p Plea) error {
	t, err := begin(a, ref, VerbWithdraw, CanSpeak, CanSpeakFor)
	if err != nil {
		return err
	}
	reason, err := say("reason", p.Reason, "")
	if err != nil {
		return err
	}
	step, err := t.spoken(Step{Words: reason}, p.How)
	if err != nil {
		return err
	}
	t.m.Parking = Parking{}
	if err := t.take(VerbWithdraw, step); err != nil {
		return err
	}
	return t.done(Withdrawn{t.told()})
}
