package matterweb

import (
	"slices"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// deeds is every deed of every face, in the order in which buttons stand.
var deeds = slices.Concat(deskDeeds, workDeeds, uprightDeeds, speakerDeeds)

// workDeeds are what the seat does that answers for the matter.
var workDeeds = []deed{
	{name: "accept", verb: matter.VerbAccept, anyOf: can(matter.CanHandle), faces: on(web.Field, web.Desk), tap: true,
		text: "签收", icon: ui.IconCheck, next: stages(matter.StageDispatched), do: doAccept,
		then: "签收好了。先联系居民，%[2]s办好。"},
	{name: "contact", verb: matter.VerbContact, anyOf: can(matter.CanHandle), faces: on(web.Field, web.Desk),
		text: "联系过了", icon: ui.IconPhone, near: stages(matter.StageAccepted), do: doContact,
		words: input{name: "how", label: "说了什么", rows: 2}, then: "记下了，%[2]s办好。"},
	{name: "report", verb: matter.VerbReport, anyOf: can(matter.CanHandle), faces: on(web.Field, web.Desk),
		text: "反馈结果", icon: ui.IconSend, next: stages(matter.StageAccepted, matter.StageHandling), do: doReport,
		say: "写给居民看的：做了什么，结果怎样。", then: "反馈好了。社区看过以后，请居民来评。"},
	{name: "handle", verb: matter.VerbHandle, anyOf: can(matter.CanHandle), faces: on(web.Field, web.Desk),
		text: "记一笔", icon: ui.IconPencil, near: stages(matter.StageHandling), do: doHandle, then: "记下了。"},
	{name: "ask", verb: matter.VerbAsk, anyOf: can(matter.CanHandle), faces: on(web.Field, web.Desk),
		text: "请居民补充", icon: ui.IconMessageCircle, do: doAsk, say: "等居民补充的时候，时限停着。",
		words: input{name: "question", label: "要补充什么（会原样告诉居民）", required: true, rows: 3},
		then:  "已经告诉居民要补充什么，时限先停着。"},
	{name: "return", verb: matter.VerbReturn, anyOf: can(matter.CanHandle), faces: on(web.Field, web.Desk),
		text: "退单", icon: ui.IconUndo2, near: stages(matter.StageDispatched), do: doReturn,
		if_:   func(m matter.Matter, _ moment) bool { return !m.Ruled },
		say:   "只有明显不归这里管的才退。裁定以前时限照走；裁定以后不能再退。",
		words: input{name: "reason", label: "为什么不归这里管", required: true, rows: 3},
		then:  "退回去了，等派单岗裁定。时限照走。"},
	{name: "escalate", verb: matter.VerbEscalate, anyOf: can(matter.CanHandle, matter.CanApprove), faces: on(web.Field, web.Desk),
		text: "上报", icon: ui.IconArrowUp, do: doEscalate, say: "交给上一级来办，时限照走。",
		words: input{name: "reason", label: "为什么这一级办不了", required: true, rows: 3}, then: "已经报给%[1]s，%[2]s办好。"},
	{name: "extend", rare: true, verb: matter.VerbExtend, anyOf: can(matter.CanHandle), faces: on(web.Field, web.Desk),
		text: "延期", icon: ui.IconHourglass, do: doExtend, say: "理由会告诉居民。",
		if_:   func(m matter.Matter, at moment) bool { return !m.Overdue(at) },
		words: input{name: "reason", label: "为什么要延期", required: true, rows: 3}, then: "延好了，%[2]s办好。理由已经告诉居民。"},
	{name: "ask_park", rare: true, verb: matter.VerbAskPark, anyOf: can(matter.CanHandle), faces: on(web.Field, web.Desk),
		text: "申请挂账", icon: ui.IconPause, do: doAskPark, say: "现在办不了、以后要办的，上一级同意以后时限停到复查那天。不算解决。",
		if_:   func(m matter.Matter, _ moment) bool { return m.AskedAt.IsZero() },
		words: input{name: "measures", label: "到那天以前打算怎么办（居民会看到）", required: true, rows: 3}, then: "已经报上一级，同意以前时限照走。"},
	{name: "unpark", verb: matter.VerbUnpark, anyOf: can(matter.CanHandle, matter.CanApprove), faces: on(web.Field, web.Desk), tap: true,
		text: "现在就办", icon: ui.IconPlay, next: stages(matter.StageParked), do: doUnpark, then: "接着办，%[2]s办好。"},
	{name: "invite", rare: true, verb: matter.VerbInvite, anyOf: can(matter.CanHandle, matter.CanDispatch), faces: on(web.Field, web.Desk),
		text: "请人协办", icon: ui.IconUsers, do: doInvite, say: "协办的帮着办，还是这里负责到底。",
		words: input{name: "for", label: "请他做什么", required: true, rows: 3}, then: "已经请了。还是您这里负责到底。"},
	{name: "contribute", verb: matter.VerbContribute, anyOf: can(matter.CanAssist), faces: on(web.Field, web.Desk),
		text: "协办反馈", icon: ui.IconUsers, do: doContribute,
		if_: func(m matter.Matter, _ moment) bool { return !m.Seat.IsZero() }, then: "记下了，承办的人看得到。"},
	{name: "deliberate", rare: true, verb: matter.VerbDeliberate, anyOf: can(matter.CanHandle, matter.CanDispatch), faces: on(web.Desk),
		text: "交大家商量", icon: ui.IconMessagesSquare, do: doDeliberate, say: "商量的时候时限照走。",
		words: input{name: "question", label: "要商量什么", required: true, rows: 3}, then: "交给大家商量了。有了结论写在这里。"},
	{name: "conclude", verb: matter.VerbConclude, anyOf: can(matter.CanHandle, matter.CanDispatch), faces: on(web.Field, web.Desk),
		text: "写商量的结论", icon: ui.IconMessagesSquare, next: stages(matter.StageDeliberating), do: doConclude,
		words: input{name: "conclusion", label: "结论", required: true, rows: 3}, then: "记下了，照结论去办。"},
}

// deskDeeds are what the desk does that hands matters out.
var deskDeeds = []deed{
	{name: "dispatch", verb: matter.VerbDispatch, anyOf: can(matter.CanDispatch), faces: on(web.Desk),
		text: "派单", icon: ui.IconSend, next: stages(matter.StageRegistered), do: doDispatch,
		words: input{name: "note", label: "要交代的话", rows: 2}, then: "已交给%[1]s，%[2]s办好。"},
	{name: "answer", verb: matter.VerbAnswer, anyOf: can(matter.CanDispatch), faces: on(web.Desk),
		text: "直接答复", icon: ui.IconMessageCircle, do: doAnswer, say: "能当场说清楚的，不用派单。",
		words: input{name: "words", label: "答复（会原样给居民）", required: true}, then: "已经答复居民，请他来评。"},
	{name: "divert", verb: matter.VerbDivert, anyOf: can(matter.CanDispatch), faces: on(web.Desk),
		text: "不在这里办", icon: ui.IconRoute, do: doDivert, say: "不是不管：写明该找谁、怎么找。",
		words: input{name: "notice", label: "告诉居民的话（会原样给他）", required: true}, then: "已经告诉居民该找谁。"},
	{name: "reassign", verb: matter.VerbReassign, anyOf: can(matter.CanRule), faces: on(web.Desk),
		text: "改派", icon: ui.IconSend, next: stages(matter.StageReturned), do: doReassign, say: "裁定以后不能再退。",
		words: input{name: "reason", label: "裁定的理由", required: true, rows: 2}, then: "已改派给%[1]s，%[2]s办好。裁定过的不能再退。"},
	{name: "uphold", verb: matter.VerbUphold, anyOf: can(matter.CanRule), faces: on(web.Desk),
		text: "维持原派", icon: ui.IconScale, do: doUphold, say: "还是原来的岗位来办，裁定以后不能再退。",
		words: input{name: "reason", label: "裁定的理由", required: true, rows: 2}, then: "维持原派，还是%[1]s来办。"},
	{name: "park", verb: matter.VerbPark, anyOf: can(matter.CanApprove), faces: on(web.Desk), if_: parkAsked,
		text: "同意挂账", icon: ui.IconPause, do: doPark, words: input{name: "words", label: "要说的话", rows: 2},
		then: "同意了，时限停到复查那天，到时自动接着办。"},
	{name: "refuse_park", verb: matter.VerbRefusePark, anyOf: can(matter.CanApprove), faces: on(web.Desk), if_: parkAsked,
		text: "不同意挂账", icon: ui.IconPlay, do: doRefusePark,
		words: input{name: "words", label: "为什么不同意", required: true, rows: 2}, then: "没有同意，还是%[1]s接着办。"},
	{name: "review", verb: matter.VerbReview, anyOf: can(matter.CanReview), faces: on(web.Desk), tap: true,
		text: "审核通过", icon: ui.IconCheck, next: stages(matter.StageReported), do: doReview, then: "审核好了，已经请居民来评。"},
	{name: "redo", verb: matter.VerbRedo, anyOf: can(matter.CanReview), faces: on(web.Desk),
		text: "退回重办", icon: ui.IconUndo2, do: doRedo, say: "时限接着走。",
		words: input{name: "reason", label: "哪里不够", required: true, rows: 2}, then: "退回去了，%[1]s接着办。"},
	{name: "close", verb: matter.VerbClose, anyOf: can(matter.CanReview), faces: on(web.Desk),
		text: "办结", icon: ui.IconCircleCheck, do: doClose, say: "办结不等于解决：结果照实写。",
		words: input{name: "words", label: "说明", rows: 2}, then: "办结了。居民在期限以内还可以要求重办。"},
}

// uprightDeeds put right what was written down and say what it counts for.
var uprightDeeds = []deed{
	{name: "correct", rare: true, verb: matter.VerbCorrect, anyOf: can(matter.CanDispatch), faces: on(web.Desk),
		text: "更正", icon: ui.IconPencil, do: doCorrect, say: "只填要改的；原来的留在经过里。",
		words: input{name: "note", label: "为什么改", rows: 2}, then: "改好了。"},
	{name: "announce", rare: true, verb: matter.VerbAnnounce, anyOf: can(matter.CanDispatch), faces: on(web.Desk),
		text: "写公开栏", icon: ui.IconMegaphone, do: doAnnounce, say: "公开栏上除了类别，再写一句。不写人、不写门牌、不写电话。",
		if_: func(m matter.Matter, _ moment) bool { return m.OpenToAll }, then: "写上公开栏了。"},
	{name: "merge", rare: true, verb: matter.VerbMerge, anyOf: can(matter.CanDispatch), faces: on(web.Desk),
		text: "并单", icon: ui.IconRefreshCw, do: doMerge, say: "同一件事只办一次；这件的居民照样得知进展。",
		words: input{name: "note", label: "为什么是同一件", rows: 2}, then: "并好了，居民照样得知进展。"},
	{name: "supervise", rare: true, verb: matter.VerbSupervise, anyOf: can(matter.CanApprove), faces: on(web.Desk),
		text: "督办", icon: ui.IconFlag, do: doSupervise,
		words: input{name: "reason", label: "为什么督办", required: true, rows: 2}, then: "已经督办%[1]s，%[2]s办好。"},
	{name: "exclude", rare: true, verb: matter.VerbExclude, anyOf: can(matter.CanApprove), faces: on(web.Desk),
		text: "不计入三率", icon: ui.IconCircleSlash, do: doExclude, say: "照样数得出来、点得开，看板上写明剔除了几件。",
		if_:   func(m matter.Matter, _ moment) bool { return m.Excluded == "" },
		words: input{name: "reason", label: "剔除的理由", required: true, rows: 2}, then: "不再计入三率，理由留在经过里。"},
}

// speakerDeeds are the requester's own; staff write them down for those who
// telephone or come by.
var speakerDeeds = []deed{
	{name: "supply", verb: matter.VerbSupply, anyOf: can(matter.CanSpeak, matter.CanSpeakFor, matter.CanHandle), faces: everywhere, how: true,
		text: "补充情况", staff: "代居民补充", icon: ui.IconSend, next: stages(matter.StageWaiting), do: doSupply,
		words: input{name: "words", label: "补充的话", rows: 3}, then: "收到了，%[1]s接着办，%[2]s办好。"},
	{name: "judge", verb: matter.VerbJudge, anyOf: can(matter.CanSpeak, matter.CanFollowUp), faces: on(web.Resident, web.Desk), how: true,
		text: "评一评", staff: "回访评价", icon: ui.IconStar, next: stages(matter.StageReviewed, matter.StageAnswered), do: doJudge,
		if_:   mayBeJudged,
		words: input{name: "words", label: "还想说什么", rows: 3}, then: "谢谢，记下了。还没办好的话，可以请他们再办一次。"},
	{name: "reopen", verb: matter.VerbReopen, anyOf: can(matter.CanSpeak, matter.CanReview, matter.CanSpeakFor), faces: on(web.Resident, web.Desk), how: true,
		text: "还没办好，请再办", staff: "重新办理", icon: ui.IconRefreshCw, next: stages(matter.StageJudged), do: doReopen,
		if_:   func(m matter.Matter, _ moment) bool { return !m.Seat.IsZero() },
		words: input{name: "reason", label: "还有什么没办好", required: true, rows: 3}, then: "重新办了，交给%[1]s，%[2]s办好。"},
	{name: "rehear", verb: matter.VerbRehear, anyOf: can(matter.CanSpeak, matter.CanReview, matter.CanSpeakFor), faces: on(web.Resident, web.Desk), how: true,
		text: "还没办好，请再看", staff: "重新登记", icon: ui.IconRefreshCw, next: stages(matter.StageJudged), do: doReopen,
		if_:   func(m matter.Matter, _ moment) bool { return m.Seat.IsZero() },
		words: input{name: "reason", label: "还有什么没办好", required: true, rows: 3}, then: "重新登记了，社区会再派人来办。"},
	{name: "withdraw", rare: true, verb: matter.VerbWithdraw, anyOf: can(matter.CanSpeak, matter.CanSpeakFor), faces: on(web.Resident, web.Desk), how: true,
		text: "不用办了", staff: "代居民撤回", icon: ui.IconX, do: doWithdraw,
		words: input{name: "reason", label: "为什么不用办了", rows: 2}, then: "撤回了。以后还有事，随时再说。"},
}

// everywhere are the faces on which a matter is opened.
var everywhere = on(web.Resident, web.Field, web.Desk)
