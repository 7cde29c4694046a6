package people

import "slices"

// Purpose is something personal data is used for, and the text that asks for it
// (PIPL arts. 14, 17, 29, 30). Changing Text or Fields needs a new Version, and
// new consent.
type Purpose struct {
	Key     string
	Title   string
	Fields  []Field
	Text    string
	Version string
	// Separate consent is needed: what is used is sensitive.
	Separate bool
	// Erases are the fields that have no other ground: they go when consent goes
	// (PIPL art. 47).
	Erases []Field
}

// The keys of the purposes.
const (
	PurposeService  = "service"
	PurposeIdentity = "identity"
	PurposeParty    = "party"
	PurposeCare     = "care"
)

// Purposes lists what personal data is used for, in the order a page shows it.
var Purposes = []Purpose{
	{
		Key: PurposeService, Title: "在近邻上办事", Version: "2026-11",
		Fields: []Field{FieldName, FieldPhone},
		Text: "社区用您的姓名、手机号和住处来登录、确认您是哪一户、办理您提的事并告诉您结果。" +
			"别人看到的是“张*”和打了星号的号码；工作人员要看全，须写明理由，您能查到是谁、为什么看。" +
			"您搬走或注销后，我们按保存期限删除。不同意就不能登录办事，但您仍可以打电话或到柜台办理。",
	},
	{
		Key: PurposeIdentity, Title: "核对身份", Version: "2026-11", Separate: true,
		Fields: []Field{FieldIdentity, FieldBirth}, Erases: []Field{FieldIdentity},
		Text: "需要核对本人身份的事（如业主表决、领取补贴），社区登记您的证件号。证件号是敏感个人信息，" +
			"加密保存，不会公开，查看须写明理由并留痕。不同意不影响其他事；您可以改为当面出示证件，不登记号码。",
	},
	{
		Key: PurposeCare, Title: "上门关怀", Version: "2026-11", Separate: true,
		Fields: []Field{FieldCare}, Erases: []Field{FieldCare},
		Text: "您愿意让来看望的人知道的情况（如行动不便、听力不好、独居），由您说、由社区记，加密保存，" +
			"只给上门的人看。健康状况是敏感个人信息：记错或泄露可能给您带来困扰，所以单独征求您的同意。随时可以撤回，撤回后即删除。",
	},
	{
		Key: PurposeParty, Title: "党员报到", Version: "2026-11", Separate: true,
		Fields: []Field{FieldParty}, Erases: []Field{FieldParty},
		Text: "您向社区党组织报到时，登记您的党员身份和所在支部。这是敏感个人信息，加密保存，只给党务工作人员看。" +
			"不同意不影响办任何事；随时可以撤回，撤回后即删除。",
	},
}

// PurposeOf finds a purpose by its key.
func PurposeOf(key string) (Purpose, bool) {
	i := slices.IndexFunc(Purposes, func(p Purpose) bool { return p.Key == key })
	if i < 0 {
		return Purpose{}, false
	}
	return Purposes[i], true
}
