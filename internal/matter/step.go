package matter

// Verb says what a step did.
type Verb string

// The verbs of the steps.
const (
	VerbRaise      Verb = "raise"
	VerbDivert     Verb = "divert"
	VerbAnswer     Verb = "answer"
	VerbCorrect    Verb = "correct"
	VerbAnnounce   Verb = "announce"
	VerbDispatch   Verb = "dispatch"
	VerbPromise    Verb = "promise"
	VerbUncalled   Verb = "uncalled"
	VerbRecall     Verb = "recall"
	VerbAccept     Verb = "accept"
	VerbReturn     Verb = "return"
	VerbUphold     Verb = "uphold"
	VerbReassign   Verb = "reassign"
	VerbContact    Verb = "contact"
	VerbHandle     Verb = "handle"
	VerbInvite     Verb = "invite"
	VerbContribute Verb = "contribute"
	VerbAsk        Verb = "ask"
	VerbSupply     Verb = "supply"
	VerbExtend     Verb = "extend"
	VerbAskPark    Verb = "ask_park"
	VerbPark       Verb = "park"
	VerbRefusePark Verb = "refuse_park"
	VerbUnpark     Verb = "unpark"
	VerbDeliberate Verb = "deliberate"
	VerbConclude   Verb = "conclude"
	VerbEscalate   Verb = "escalate"
	VerbSupervise  Verb = "supervise"
	VerbLapse      Verb = "lapse"
	VerbReport     Verb = "report"
	VerbRedo       Verb = "redo"
	VerbReview     Verb = "review"
	VerbJudge      Verb = "judge"
	VerbClose      Verb = "close"
	VerbReopen     Verb = "reopen"
	VerbRehear     Verb = "rehear"
	VerbMerge      Verb = "merge"
	VerbAbsorb     Verb = "absorb"
	VerbWithdraw   Verb = "withdraw"
	VerbExclude    Verb = "exclude"
)

var verbLabels = map[Verb]string{
	VerbRaise: "登记", VerbDivert: "分流告知", VerbAnswer: "直接答复", VerbCorrect: "更正", VerbAnnounce: "对外说明", VerbDispatch: "派单", VerbRecall: "撤回派单", VerbPromise: "答应打电话", VerbUncalled: "说好的电话没有打",
	VerbAccept: "签收", VerbReturn: "退单", VerbUphold: "裁定维持", VerbReassign: "裁定改派", VerbContact: "联系居民",
	VerbHandle: "办理", VerbInvite: "请人协办", VerbContribute: "协办反馈", VerbAsk: "请居民补充", VerbSupply: "居民补充",
	VerbExtend: "延期", VerbAskPark: "申请挂账", VerbPark: "挂账", VerbRefusePark: "不同意挂账", VerbUnpark: "恢复办理",
	VerbDeliberate: "交商议", VerbConclude: "商议有结论", VerbEscalate: "上报", VerbSupervise: "督办", VerbLapse: "超过时限",
	VerbReport: "反馈", VerbRedo: "退回重办", VerbReview: "审核通过", VerbJudge: "评价", VerbClose: "办结",
	VerbReopen: "重新办理", VerbRehear: "重新登记", VerbMerge: "并单", VerbAbsorb: "并入同一件事", VerbWithdraw: "撤回",
	VerbExclude: "剔除统计",
}

// Label is what people read, in Chinese.
func (v Verb) Label() string { return verbLabels[v] }

// Role says how somebody stands to a matter.
type Role string

// The roles. Which seats fill them where is the table of grants.
const (
	RoleAnyone    Role = "anyone"    // a resident, staff on behalf, a door's code
	RoleRequester Role = "requester" // who raised it, or the proxy they named
	RoleDesk      Role = "desk"      // the seat that hands matters out
	RoleRoute     Role = "route"     // the catalogue of duties, by itself
	RoleHolder    Role = "holder"    // the seat that must answer for it
	RoleCohandler Role = "cohandler" // a seat that helps and can never close it
	RoleReviewer  Role = "reviewer"  // the seat that checks what is reported
	RoleUpper     Role = "upper"     // a seat above the one that must answer
	RoleClock     Role = "clock"     // time, by itself
)

var roleLabels = map[Role]string{
	RoleAnyone: "任何人", RoleRequester: "诉求人或其指定的代办人", RoleDesk: "派单岗", RoleRoute: "派单目录",
	RoleHolder: "承办岗", RoleCohandler: "协办岗", RoleReviewer: "审核岗", RoleUpper: "上一级", RoleClock: "到时自动",
}

// Label is what people read, in Chinese.
func (r Role) Label() string { return roleLabels[r] }
