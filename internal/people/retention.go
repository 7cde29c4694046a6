package people

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// Rule says how long a class of record is kept, and on what ground (PIPL arts.
// 19, 47).
type Rule struct {
	Class string // what is kept
	Why   string // what for
	Keep  string // how long, for people
	Then  string // what happens then
	Basis string
	life  time.Duration
	old   []db.SQL // delete what is older than life; none where something else ends it
	times int      // how often each of them takes that moment
}

const (
	day  = 24 * time.Hour
	year = 365 * day
)

// Retention is the table that the page 信息保存多久 prints and Sweep obeys. Basis is
// the ground for keeping a class at all. The law names one time, six months at
// least for the trail (Cybersecurity Law art. 23); three years of looks follow
// what it asks of data given to others (Network Data Security Regulations art.
// 12), three years of what was agreed the limit for claims (Civil Code art. 188).
// The others, fifteen years of owners among them, are the house's choice.
var Retention = []Rule{
	{Class: "姓名、电话、住处", Why: "登录、办事、通知", Keep: "到本人注销，或搬走且要求删除为止", Then: "删除，留下的办事记录不再指向任何人", Basis: "个人信息保护法第13条、第47条"},
	{Class: "业主身份和份额", Why: "业主名册、业主表决", Keep: "过户后 15 年", Then: "由社区核对后删除", Basis: "民法典第278条、物业管理条例第10条；年限由本系统约定"},
	{Class: "证件号", Why: "核对身份", Keep: "到撤回同意为止", Then: "立即删除", Basis: "个人信息保护法第28条、第29条、第47条"},
	{Class: "关怀事项、政治面貌", Why: "上门关怀、党员报到", Keep: "到撤回同意为止", Then: "立即删除", Basis: "个人信息保护法第28条、第29条、第47条"},
	{Class: "同意和撤回的记录", Why: "证明同意是怎样取得的", Keep: "信息存在期间", Then: "随注销失去指向", Basis: "个人信息保护法第14条、第15条"},
	{Class: "谁看过个人信息", Why: "让本人知道，出事时查得清", Keep: "3 年", Then: "自动删除", Basis: "本系统约定，参照网络数据安全管理条例第12条", life: 3 * year, old: []db.SQL{sqlOldReveals}, times: 1},
	{Class: "委托办事的记录", Why: "证明谁可以代办", Keep: "委托结束后 3 年", Then: "自动删除", Basis: "民法典第188条", life: 3 * year, old: []db.SQL{sqlOldDelegation}, times: 2},
	{Class: "监护关系", Why: "证明谁可以替孩子同意、替孩子办事", Keep: "监护结束后 3 年", Then: "自动删除", Basis: "民法典第188条", life: 3 * year, old: []db.SQL{sqlOldGuardian}, times: 1},
	{Class: "依法保留的理由", Why: "证明为什么没有删除", Keep: "不再保留后 3 年", Then: "自动删除", Basis: "民法典第188条", life: 3 * year, old: []db.SQL{sqlOldHold}, times: 1},
	{Class: "查阅、更正、删除的请求", Why: "证明已经答复", Keep: "答复后 3 年", Then: "自动删除", Basis: "民法典第188条", life: 3 * year, old: []db.SQL{sqlOldRequest}, times: 1},
	{Class: "住址码（只存校验值）", Why: "证明住在哪一户", Keep: "到期后 90 天", Then: "自动删除", Basis: "个人信息保护法第19条", life: 90 * day, old: []db.SQL{sqlOldLetter}, times: 1},
	{Class: "没有导入完的名册", Why: "导入前核对", Keep: "7 天", Then: "自动删除", Basis: "个人信息保护法第19条", life: 7 * day, old: []db.SQL{sqlOldRows, sqlOldRoster}, times: 1},
	{Class: "操作留痕（不含个人信息）", Why: "安全审计", Keep: "至少 6 个月", Then: "按留存政策", Basis: "网络安全法第23条"},
}

// Sweep deletes what is past its time. It runs every night.
func Sweep(a *act.Act) error {
	for _, r := range Retention {
		moments := make([]any, r.times)
		for i := range moments {
			moments[i] = a.At.Add(-r.life)
		}
		for _, q := range r.old {
			if _, err := a.Tx.Exec(q, moments...); err != nil {
				return err
			}
		}
	}
	return nil
}
