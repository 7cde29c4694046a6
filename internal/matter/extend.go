package matter

import (
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Extension is more time for a matter.
type Extension struct {
	By     calendar.Limit
	Reason string // lawful, and told to the requester and the desk (Beijing regulation art. 15)
}

// Extend gives a matter more time, no more than it had at first, and only while
// it is not late. The seat may.
func Extend(a *act.Act, ref Ref, e Extension) error {
	t, err := begin(a, ref, VerbExtend, CanHandle)
	if err != nil {
		return err
	}
	if t.m.Overdue(t.At) {
		return errs.New(errs.Conflict, "matter.overdue", "已经超过时限，不能再延期；请尽快办理或者上报")
	}
	reason, err := say("reason", e.Reason, "请写明为什么要延期，居民会看到")
	if err != nil {
		return err
	}
	if !e.By.Valid() || t.longer(e.By, t.m.Limit.Limit) {
		return invalid("by", "matter.extension", "延长的时间请写成“3天”这样，最多%s", t.m.Limit)
	}
	t.m.extend(t.calendar(), e.By)
	if err := t.take(VerbExtend, Step{Words: reason, Detail: Detail{By: e.By.Code()}}); err != nil {
		return err
	}
	return t.done(Extended{t.told()})
}

// longer says whether one limit, begun now, would end after another.
func (t *turn) longer(a, b calendar.Limit) bool {
	x, _ := t.calendar().Due(t.At, a)
	y, _ := t.calendar().Due(t.At, b)
	return x.After(y)
}
