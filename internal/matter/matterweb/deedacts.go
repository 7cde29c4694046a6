package matterweb

import (
	"strconv"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
)

// moment shortens the rows of the table of deeds.
type moment = time.Time

func parkAsked(m matter.Matter, _ moment) bool { return !m.AskedAt.IsZero() }

// mayBeJudged is what the act demands, as far as a page need know: somebody to
// ask, not yet asked, and something to judge.
func mayBeJudged(m matter.Matter, at moment) bool {
	someone := !m.Anonymous && (!m.Reporter.IsZero() || !m.Proxy.IsZero())
	return someone && m.JudgedAt.IsZero() && (!m.ReportedAt.IsZero() || m.Overdue(at))
}

func (d *doing) seat() org.SeatID { return web.FormID[org.Seat](d.form, "seat") }

func (d *doing) handover() matter.Handover {
	return matter.Handover{Seat: d.seat(), Note: d.text("note"), Override: d.form.Text("override")}
}

// limit reads a length of time, optional when it is empty.
func (d *doing) limit(name string) (calendar.Limit, error) {
	var l calendar.Limit
	if err := l.UnmarshalText([]byte(d.form.Text(name))); err != nil {
		return l, errs.Invalidf(name, "limit", "时限请写成“3天”或“5个工作日”")
	}
	return l, nil
}

func doAccept(d *doing) error  { return matter.Accept(d.Act, d.ref) }
func doContact(d *doing) error { return matter.Contact(d.Act, d.ref, d.text("how")) }
func doAsk(d *doing) error     { return matter.Ask(d.Act, d.ref, d.text("question")) }
func doReturn(d *doing) error  { return matter.Return(d.Act, d.ref, d.text("reason")) }
func doUnpark(d *doing) error  { return matter.Unpark(d.Act, d.ref, d.text("words")) }

func doHandle(d *doing) error {
	return matter.Handle(d.Act, d.ref, matter.Note{Words: d.text("words"), Inner: d.form.Is("inner", "on"), Files: d.files})
}

func doReport(d *doing) error {
	return matter.Report(d.Act, d.ref, matter.Result{Outcome: matter.Outcome(d.form.Text("outcome")), Words: d.text("words"), Files: d.files})
}

func doEscalate(d *doing) error {
	return matter.Escalate(d.Act, d.ref, matter.Escalation{Seat: d.seat(), Reason: d.text("reason"), Emergency: d.form.Is("emergency", "on")})
}

func doExtend(d *doing) error {
	by, err := d.limit("by")
	if err != nil {
		return err
	}
	return matter.Extend(d.Act, d.ref, matter.Extension{By: by, Reason: d.text("reason")})
}

func doAskPark(d *doing) error {
	until, err := calendar.ParseDay(d.form.Text("until"))
	if err != nil {
		return errs.Invalidf("until", "day", "请选一个日期")
	}
	return matter.AskPark(d.Act, d.ref, matter.ParkRequest{
		Reason: matter.ParkReason(d.form.Text("reason")), Measures: d.text("measures"), Until: until,
	})
}

func doInvite(d *doing) error {
	by, err := d.limit("by")
	if err != nil {
		return err
	}
	return matter.Invite(d.Act, d.ref, matter.Invitation{Seat: d.seat(), For: d.text("for"), By: by})
}

func doContribute(d *doing) error {
	note := matter.Note{Words: d.text("words"), Inner: d.form.Is("inner", "on"), Files: d.files}
	return matter.Contribute(d.Act, d.ref, note, d.form.Is("done", "on"))
}

func doDeliberate(d *doing) error { return matter.Deliberate(d.Act, d.ref, d.text("question")) }
func doConclude(d *doing) error   { return matter.Conclude(d.Act, d.ref, d.text("conclusion")) }
func doDispatch(d *doing) error   { return matter.Dispatch(d.Act, d.ref, d.handover()) }
func doAnswer(d *doing) error     { return matter.Answer(d.Act, d.ref, d.text("words")) }

func doDivert(d *doing) error {
	code, _ := strconv.Atoi(d.form.Text("code")) // what is no number is no code: the act says so
	return matter.Divert(d.Act, d.ref, matter.Diversion(code), d.text("notice"))
}

func doReassign(d *doing) error {
	return matter.Rule(d.Act, d.ref, matter.Ruling{To: d.handover(), Reason: d.text("reason"), NewClock: d.form.Is("new_clock", "on")})
}

func doUphold(d *doing) error {
	return matter.Rule(d.Act, d.ref, matter.Ruling{Uphold: true, Reason: d.text("reason"), NewClock: d.form.Is("new_clock", "on")})
}

func doPark(d *doing) error       { return matter.Park(d.Act, d.ref, d.text("words")) }
func doRefusePark(d *doing) error { return matter.RefusePark(d.Act, d.ref, d.text("words")) }
func doReview(d *doing) error     { return matter.Review(d.Act, d.ref, d.text("words")) }
func doRedo(d *doing) error       { return matter.Redo(d.Act, d.ref, d.text("reason")) }
func doSupervise(d *doing) error  { return matter.Supervise(d.Act, d.ref, d.text("reason")) }
func doExclude(d *doing) error    { return matter.Exclude(d.Act, d.ref, d.text("reason")) }
func doAnnounce(d *doing) error   { return matter.Announce(d.Act, d.ref, d.text("summary")) }

func doClose(d *doing) error {
	return matter.Close(d.Act, d.ref, matter.Closing{Outcome: matter.Outcome(d.form.Text("outcome")), Words: d.text("words")})
}

func doCorrect(d *doing) error {
	return matter.Correct(d.Act, d.ref, matter.Correction{
		Place: web.FormID[place.Place](d.form, "place"), Category: web.FormID[matter.Category](d.form, "category"),
		Kind: matter.Kind(d.form.Text("kind")), Against: web.FormID[org.Organization](d.form, "against"), Note: d.text("note"),
	})
}

func doMerge(d *doing) error {
	return matter.Merge(d.Act, d.ref, web.FormID[matter.Matter](d.form, "into"), d.text("note"))
}

func doSupply(d *doing) error {
	return matter.Supply(d.Act, d.ref, matter.Supplement{Words: d.text("words"), How: d.how(), Files: d.files})
}

func doJudge(d *doing) error {
	var c errs.Check
	solved := d.form.Text("solved")
	c.If(solved != "yes" && solved != "no", "solved", "judge.solved", "请选择事情解决了没有")
	satisfaction, _ := strconv.Atoi(d.form.Text("satisfaction"))
	c.If(satisfaction == 0, "satisfaction", "judge.satisfaction", "请选择满意、基本满意或不满意")
	if err := c.Err(); err != nil {
		return err
	}
	return matter.Judge(d.Act, d.ref, matter.Opinion{
		Satisfaction: matter.Satisfaction(satisfaction), Solved: solved == "yes", Words: d.text("words"), How: d.how(),
	})
}

func doReopen(d *doing) error {
	return matter.Reopen(d.Act, d.ref, matter.Plea{Reason: d.text("reason"), How: d.how()})
}

func doWithdraw(d *doing) error {
	return matter.Withdraw(d.Act, d.ref, matter.Plea{Reason: d.text("reason"), How: d.how()})
}
