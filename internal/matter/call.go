package matter

import (
	"fmt"
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/job"
)

const callJob = "matter.call"

// callDue is a job: the time of a promised call is over.
type callDue struct{ Matter ID }

// PromiseCall promises whoever pressed for help a call within the minutes that
// their place has set (policy matter.help.call; nothing in law says how many), and
// sets a clock on it. It gives the moment until which; zero, and no promise, where
// nobody has set anything. Asked again, the first promise stands.
func PromiseCall(a *act.Act, matter ID) (by time.Time, err error) {
	m, err := load(a.View, matter)
	if err != nil {
		return by, err
	}
	if s, ok, err := lastOf(a.View, matter, VerbPromise); err != nil || ok {
		return s.Detail.CallBy, err
	}
	minutes, err := place.Policy(a.View, keyHelpCall, m.Path, a.At)
	if err != nil || minutes.Int() == 0 || !m.Stage.Allows(VerbPromise) {
		return by, err
	}
	a.Record("matter.clock", m.Thing(), "call promised")
	by = a.At.Add(time.Duration(minutes.Int()) * time.Minute)
	t := &turn{Act: a, was: m, m: m}
	if err := t.take(VerbPromise, Step{Detail: Detail{CallBy: by, Auto: true}}); err != nil {
		return by, fmt.Errorf("promise a call for matter %s: %w", matter, err)
	}
	if err := t.done(); err != nil {
		return by, err
	}
	return by, job.Add(a, callJob, callDue{matter}, job.At(by))
}

// uncalled notes that nobody has called whoever pressed for help, unless somebody
// has, or there is nothing to call about any more.
func uncalled(a *act.Act, matter ID) error {
	m, err := load(a.View, matter)
	if err != nil {
		return err
	}
	if !m.ContactedAt.IsZero() || !m.Stage.Allows(VerbUncalled) {
		return nil
	}
	a.Record("matter.clock", m.Thing(), "uncalled")
	t := &turn{Act: a, was: m, m: m}
	if err := t.take(VerbUncalled, Step{Detail: Detail{Auto: true}}); err != nil {
		return err
	}
	return t.done(Uncalled{t.told()})
}

// CallBy is until when a call was promised and not yet made; zero for none.
func (w Whole) CallBy() (by time.Time) {
	if !w.ContactedAt.IsZero() {
		return by
	}
	for _, s := range w.Steps {
		if s.Verb == VerbPromise {
			by = s.Detail.CallBy
		}
	}
	return by
}
