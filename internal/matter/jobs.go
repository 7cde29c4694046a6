package matter

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/job"
)

const (
	ringJob  = "matter.ring"
	indexJob = "matter.index"
)

// ring is a job: time has something to do to a matter.
type ring struct{ Matter ID }

type indexDue struct{}

// Jobs tells the runner what time does to matters: each minute those whose alarm
// is due get a job of their own, and what was raised becomes findable.
func Jobs(k *job.Kinds) {
	job.Every(k, "matter.alarms", minutely, alarms)
	job.Every(k, "matter.indexing", minutely, func(a *act.Act) error { return job.Add(a, indexJob, indexDue{}, job.Unique("")) })
	job.Handle(k, ringJob, func(a *act.Act, r ring) error { return rung(a, r.Matter) })
	job.Handle(k, indexJob, func(a *act.Act, _ indexDue) error {
		more, err := indexNew(a)
		if err == nil && more {
			err = job.Add(a, indexJob, indexDue{}, job.Unique(""))
		}
		return err
	})
	job.Handle(k, settleJob, settle)
	job.Handle(k, callJob, func(a *act.Act, c callDue) error { return uncalled(a, c.Matter) })
}

func minutely(t time.Time) time.Time { return t.Truncate(time.Minute).Add(time.Minute) }

const alarmBatch = 500

// alarms gives a job to every matter whose alarm is due.
func alarms(a *act.Act) error {
	due, err := db.Select[ID](a.Tx, sqlAlarms, a.At, alarmBatch)
	for _, m := range due {
		if err == nil {
			err = job.Add(a, ringJob, ring{m}, job.Unique(m.String()))
		}
	}
	return err
}

// rung does to a matter what time demands, unless it has moved on.
func rung(a *act.Act, matter ID) error {
	m, err := load(a.View, matter)
	if err != nil {
		return err
	}
	if m.AlarmAt.IsZero() || m.AlarmAt.After(a.At) {
		return nil
	}
	a.Record("matter.clock", m.Thing(), string(m.Alarm))
	t := &turn{Act: a, was: m, m: m}
	switch m.Alarm {
	case AlarmSoon:
		told := t.told()
		told.Step = m.Version
		return t.done(DueSoon{told})
	case AlarmLapse:
		t.m.LapsedAt = a.At
		if err := t.take(VerbLapse, Step{Detail: Detail{Auto: true}}); err != nil {
			return err
		}
		return t.done(Lapsed{t.told()})
	case AlarmReview:
		return t.unpark(Step{Detail: Detail{Auto: true}})
	case AlarmWindow:
		if err := t.close(Step{Detail: Detail{Outcome: m.Outcome, Auto: true}}); err != nil {
			return err
		}
		return t.done(Closed{t.told()})
	}
	return nil
}
