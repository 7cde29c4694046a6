package matter

// Kind is what the requester wants (Beijing regulation on swift response 2021,
// art. 2).
type Kind string

// The kinds.
const (
	KindInquiry    Kind = "inquiry"    // 咨询
	KindHelp       Kind = "help"       // 求助
	KindComplaint  Kind = "complaint"  // 投诉
	KindTip        Kind = "tip"        // 举报: the party reported never learns of it
	KindSuggestion Kind = "suggestion" // 建议
)

// Channel is how the matter came in.
type Channel string

// The channels.
const (
	ChannelPage    Channel = "page"    // the requester's own page
	ChannelOneTap  Channel = "one_tap" // the one big button
	ChannelSnap    Channel = "snap"    // a photo on the spot
	ChannelDoor    Channel = "door"    // the code at a door, no account
	ChannelCall    Channel = "call"
	ChannelCounter Channel = "counter"
	ChannelVisit   Channel = "visit"
	ChannelPaper   Channel = "paper"
	ChannelPatrol  Channel = "patrol" // found by staff
	ChannelGroup   Channel = "group"  // said in a chat group
	ChannelHotline Channel = "hotline"
)

// Class is how much time a category of matters has.
type Class string

// The classes; their limits are the policy "ticket.limit.<class>" of the place.
const (
	ClassDanger   Class = "danger"   // life, property, a sudden incident
	ClassUtility  Class = "utility"  // water, power, gas, heat
	ClassOrdinary Class = "ordinary" //
	ClassComplex  Class = "complex"  // several bodies, much money, long disputes
	ClassConsult  Class = "consult"  // a question
)

// Outcome is how a matter ended. Closed is not solved.
type Outcome string

// The outcomes.
const (
	OutcomeSolved    Outcome = "solved"
	OutcomeExplained Outcome = "explained"  // nothing to solve, or as the law stands; it was explained
	OutcomeCannot    Outcome = "cannot"     // objectively cannot be solved now
	OutcomeUnlawful  Outcome = "not_lawful" // what is asked has no ground in law
	OutcomeOutside   Outcome = "outside"    // outside every unit's duty
)

// Satisfaction is what the requester says of the way it was handled.
type Satisfaction int

// The answers; 0 is none.
const (
	NotJudged    Satisfaction = 0
	Dissatisfied Satisfaction = 1
	Basically    Satisfaction = 2
	Satisfied    Satisfaction = 3
)

// ParkReason is why a matter cannot be solved before a date.
type ParkReason string

// The reasons.
const (
	ParkMoney   ParkReason = "money"   // a budget must come first
	ParkSeason  ParkReason = "season"  // weather, growing season
	ParkWorks   ParkReason = "works"   // waits for other works
	ParkCourt   ParkReason = "court"   // a court or an authority decides first
	ParkConsent ParkReason = "consent" // owners must decide first
	ParkOther   ParkReason = "other"
)

// FileWhat is what a file is.
type FileWhat string

// What a file may be.
const (
	Photo FileWhat = "photo"
	Voice FileWhat = "voice"
	Video FileWhat = "video"
	Paper FileWhat = "paper"
)

// Moment says when a photo was taken, seen from the handling.
type Moment string

// The moments.
const (
	Before Moment = "before"
	After  Moment = "after"
	During Moment = "during"
)

// FollowWhy is why somebody follows a matter.
type FollowWhy string

// The reasons to follow.
const (
	FollowAffected FollowWhy = "affected" // has the same trouble
	FollowMerged   FollowWhy = "merged"   // raised a matter that was merged into this one
	FollowOperator FollowWhy = "operator" // filed it for someone
)

// labels are what people read of the words of this file, in Chinese.
var labels = map[any]string{
	KindInquiry: "咨询", KindHelp: "求助", KindComplaint: "投诉", KindTip: "举报", KindSuggestion: "建议",

	ChannelPage: "手机网页", ChannelOneTap: "一键求助", ChannelSnap: "随手拍", ChannelDoor: "门口扫码", ChannelCall: "电话",
	ChannelCounter: "窗口", ChannelVisit: "上门", ChannelPaper: "书面", ChannelPatrol: "巡查发现", ChannelGroup: "群里招呼",
	ChannelHotline: "12345 热线",

	ClassDanger: "危险紧急", ClassUtility: "水电气热", ClassOrdinary: "一般", ClassComplex: "复杂", ClassConsult: "咨询",

	OutcomeSolved: "已解决", OutcomeExplained: "已解释", OutcomeCannot: "现在无法解决", OutcomeUnlawful: "于法无据",
	OutcomeOutside: "不在职责范围",

	NotJudged: "未评价", Dissatisfied: "不满意", Basically: "基本满意", Satisfied: "满意",

	ParkMoney: "等经费", ParkSeason: "等季节天气", ParkWorks: "等其他工程", ParkCourt: "等裁判或批复", ParkConsent: "等业主共同决定",
	ParkOther: "其他原因",

	Photo: "照片", Voice: "语音", Video: "视频", Paper: "文书",
	Before: "办理前", After: "办理后", During: "办理中",
}

// Kinds lists the kinds in the order a form shows them.
func Kinds() []Kind { return []Kind{KindHelp, KindInquiry, KindComplaint, KindSuggestion, KindTip} }

// Channels lists the channels.
func Channels() []Channel {
	return []Channel{ChannelPage, ChannelOneTap, ChannelSnap, ChannelDoor, ChannelCall, ChannelCounter, ChannelVisit,
		ChannelPaper, ChannelPatrol, ChannelGroup, ChannelHotline}
}

// Classes lists the classes, the most urgent first.
func Classes() []Class {
	return []Class{ClassDanger, ClassUtility, ClassConsult, ClassOrdinary, ClassComplex}
}

// Outcomes lists the outcomes.
func Outcomes() []Outcome {
	return []Outcome{OutcomeSolved, OutcomeExplained, OutcomeCannot, OutcomeUnlawful, OutcomeOutside}
}

// Satisfactions lists the answers a requester may give, the best first.
func Satisfactions() []Satisfaction { return []Satisfaction{Satisfied, Basically, Dissatisfied} }

// ParkReasons lists the reasons to park.
func ParkReasons() []ParkReason {
	return []ParkReason{ParkMoney, ParkSeason, ParkWorks, ParkCourt, ParkConsent, ParkOther}
}

// Label is what people read, in Chinese; "" for what there is not.
func (k Kind) Label() string { return labels[k] }

// Label is what people read, in Chinese; "" for what there is not.
func (c Channel) Label() string { return labels[c] }

// Label is what people read, in Chinese; "" for what there is not.
func (c Class) Label() string { return labels[c] }

// Label is what people read, in Chinese; "" for what there is not.
func (o Outcome) Label() string { return labels[o] }

// Label is what people read, in Chinese; "" for what there is not.
func (s Satisfaction) Label() string { return labels[s] }

// Label is what people read, in Chinese; "" for what there is not.
func (p ParkReason) Label() string { return labels[p] }

// Label is what people read, in Chinese; "" for what there is not.
func (w FileWhat) Label() string { return labels[w] }

// Label is what people read, in Chinese; "" for what there is not.
func (m Moment) Label() string { return labels[m] }
