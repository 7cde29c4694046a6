package matterweb

import (
	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// moments are the steps of a matter as people read them, the first first.
func (l *loading) moments() []ui.Moment {
	out := make([]ui.Moment, 0, len(l.whole.Steps))
	for _, s := range l.whole.Steps {
		m := ui.Moment{At: s.At, What: capital(l.what(s)), By: l.by(s), Said: s.Words, Tone: stepTone(s), Icon: stepIcons[s.Verb]}
		if photos := l.along(s.Seq); len(photos) > 0 {
			m.Body = ui.Photographs(photos)
		}
		out = append(out, m)
	}
	return out
}

// along are the photographs that came with a step and stand nowhere else.
func (l *loading) along(seq int) []ui.Photo {
	var out []ui.Photo
	for _, f := range l.whole.Files {
		if f.Seq == seq && f.What == matter.Photo && f.Moment == matter.During {
			out = append(out, l.photo(f))
		}
	}
	return out
}

// what says what a step did.
func (l *loading) what(s matter.Step) string {
	to := l.names.seats[s.To]
	switch s.Verb {
	case matter.VerbDispatch:
		if s.Detail.Auto {
			return words.T(l.ctx, "照目录派给%s", to)
		}
		return words.T(l.ctx, "派给%s", to)
	case matter.VerbReassign:
		return words.T(l.ctx, "改派给%s", to)
	case matter.VerbEscalate:
		return words.T(l.ctx, "上报给%s", to)
	case matter.VerbInvite:
		return words.T(l.ctx, "请%s协办", to)
	case matter.VerbDivert:
		return words.T(l.ctx, "分流：%s", words.T(l.ctx, s.Detail.Diversion.Label()))
	case matter.VerbReport:
		return words.T(l.ctx, "反馈了：%s", words.T(l.ctx, s.Detail.Outcome.Label()))
	case matter.VerbClose:
		return words.T(l.ctx, "办结了：%s", words.T(l.ctx, s.Detail.Outcome.Label()))
	case matter.VerbJudge:
		return l.judged(s)
	case matter.VerbPromise:
		return words.T(l.ctx, "答应 %d 分钟内打电话", int(s.Detail.CallBy.Sub(s.At).Minutes()))
	}
	if done, ok := doneWords[s.Verb]; ok {
		return words.T(l.ctx, done)
	}
	return words.T(l.ctx, s.Verb.Label())
}

// doneWords are the steps whose label is what a button asks for: of a step that
// was taken, another word is said.
var doneWords = map[matter.Verb]string{
	matter.VerbRaise: "登记了", matter.VerbAnswer: "直接答复了", matter.VerbCorrect: "更正了", matter.VerbAccept: "签收了",
	matter.VerbReturn: "退单了", matter.VerbContribute: "协办的反馈了", matter.VerbAsk: "请居民补充情况", matter.VerbExtend: "延期了",
	matter.VerbAskPark: "申请了挂账", matter.VerbRefusePark: "没有同意挂账", matter.VerbSupervise: "督办了", matter.VerbRedo: "退回去重办了",
	matter.VerbReview: "审核通过了", matter.VerbReopen: "重新办理了", matter.VerbRehear: "又登记了一次", matter.VerbMerge: "并单了",
	matter.VerbWithdraw: "诉求人撤回了",
}

// capital begins a line with a capital letter where the language has them.
func capital(text string) string {
	if text != "" && 'a' <= text[0] && text[0] <= 'z' {
		return string(text[0]-'a'+'A') + text[1:]
	}
	return text
}

func (l *loading) judged(s matter.Step) string {
	solved := words.T(l.ctx, "没有解决")
	if s.Detail.Solved != nil && *s.Detail.Solved {
		solved = words.T(l.ctx, "解决了")
	}
	return words.T(l.ctx, "评价：%s，%s", solved, words.T(l.ctx, s.Detail.Satisfaction.Label()))
}

// by says who took a step: the seat they sat on and their name as the reader may
// see it.
func (l *loading) by(s matter.Step) string {
	name := l.called(s.Person)
	if l.nameless && speaking[s.Verb] {
		name = ""
	}
	switch {
	case !s.Seat.IsZero() && name != "":
		return l.names.seats[s.Seat] + " · " + name
	case !s.Seat.IsZero():
		return l.names.seats[s.Seat]
	case name != "":
		return name
	case s.Verb == matter.VerbRaise && l.whole.Channel == matter.ChannelDoor:
		return words.T(l.ctx, "门口扫码")
	case speaking[s.Verb]:
		return words.T(l.ctx, "诉求人")
	case s.Verb == matter.VerbDispatch:
		return words.T(l.ctx, "派单目录")
	}
	return words.T(l.ctx, "到时自动")
}

// speaking are the steps of the requester.
var speaking = map[matter.Verb]bool{
	matter.VerbRaise: true, matter.VerbSupply: true, matter.VerbJudge: true, matter.VerbReopen: true, matter.VerbRehear: true,
	matter.VerbWithdraw: true,
}

var stepIcons = map[matter.Verb]ui.Icon{
	matter.VerbRaise: ui.IconMessageCircle, matter.VerbDispatch: ui.IconSend, matter.VerbReassign: ui.IconSend, matter.VerbEscalate: ui.IconArrowUp,
	matter.VerbContact: ui.IconPhone, matter.VerbPromise: ui.IconPhone, matter.VerbUncalled: ui.IconPhone, matter.VerbReturn: ui.IconUndo2, matter.VerbUphold: ui.IconScale, matter.VerbAsk: ui.IconCircleQuestionMark,
	matter.VerbSupply: ui.IconMessageCircle, matter.VerbPark: ui.IconPause, matter.VerbUnpark: ui.IconPlay, matter.VerbReopen: ui.IconRefreshCw,
	matter.VerbRehear: ui.IconRefreshCw, matter.VerbInvite: ui.IconUsers, matter.VerbSupervise: ui.IconFlag, matter.VerbExtend: ui.IconHourglass,
	matter.VerbDeliberate: ui.IconMessagesSquare, matter.VerbConclude: ui.IconMessagesSquare, matter.VerbAnnounce: ui.IconMegaphone,
	matter.VerbCorrect: ui.IconPencil, matter.VerbHandle: ui.IconWrench,
}

// stepTone colours the steps that a reader looks for.
func stepTone(s matter.Step) ui.Tone {
	switch s.Verb {
	case matter.VerbLapse, matter.VerbSupervise, matter.VerbUncalled:
		return ui.Red
	case matter.VerbReturn, matter.VerbRedo, matter.VerbReopen, matter.VerbRehear, matter.VerbAsk:
		return ui.Amber
	case matter.VerbClose, matter.VerbReport:
		if s.Detail.Outcome == matter.OutcomeSolved {
			return ui.Leaf
		}
		return ui.Slate
	case matter.VerbJudge:
		if s.Detail.Satisfaction == matter.Dissatisfied || s.Detail.Solved != nil && !*s.Detail.Solved {
			return ui.Red
		}
		return ui.Leaf
	case matter.VerbRaise:
		return ui.Sea
	}
	return ""
}

// called is a person as the reader may see them; on the screen the reader is 您.
func (l *loading) called(p people.ID) string {
	if !l.outer && l.By.Person != 0 && int64(p) == l.By.Person {
		return words.T(l.ctx, "您")
	}
	return l.people[p]
}
