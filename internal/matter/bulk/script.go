package bulk

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
)

// act is one step of a script: what, and how long after the one before.
type move struct {
	verb  matter.Verb
	after time.Duration // on average
	words string
}

// script is a way a matter may go, and how often it goes that way.
type script struct {
	often int
	moves []move
}

const day = 24 * time.Hour

func begun(rest ...move) []move {
	return append([]move{
		{matter.VerbDispatch, time.Hour, ""}, {matter.VerbAccept, 2 * time.Hour, ""},
		{matter.VerbContact, 3 * time.Hour, "电话里听居民说了情况"},
	}, rest...)
}

func ended(rest ...move) []move {
	return append(rest, move{matter.VerbReport, day, "已经处理好，请您看看"}, move{matter.VerbReview, 6 * time.Hour, ""},
		move{matter.VerbJudge, day, ""}, move{matter.VerbClose, time.Minute, ""})
}

// scripts are the ways, in the shares that a quiet subdistrict sees.
var scripts = []script{
	{50, begun(ended(move{matter.VerbHandle, 10 * time.Hour, "到现场看过，已安排人来修"})...)},
	{12, begun(ended(move{matter.VerbHandle, day, "等配件"}, move{matter.VerbHandle, 2 * day, "配件到了，今天装好"})...)},
	{8, []move{{matter.VerbAnswer, 3 * time.Hour, "您问的事情，政策是这样规定的"}, {matter.VerbJudge, day, ""}, {matter.VerbClose, time.Minute, ""}}},
	{6, begun(ended(move{matter.VerbAsk, 5 * time.Hour, "请问是几单元？"}, move{matter.VerbSupply, day, "二单元，三楼"})...)},
	{5, begun(ended(move{matter.VerbReturn, 4 * time.Hour, "这属于物业服务的范围"}, move{matter.VerbUphold, 5 * time.Hour, "公共楼道由网格先处理"},
		move{matter.VerbHandle, day, "处理中"})...)},
	{4, begun(ended(move{matter.VerbEscalate, day, "需要街道协调"}, move{matter.VerbAccept, 5 * time.Hour, ""},
		move{matter.VerbHandle, 2 * day, "街道已经约了有关单位"})...)},
	{4, begun(ended(move{matter.VerbAskPark, day, "先围挡，下季度列入维修计划"}, move{matter.VerbPark, day, "同意"},
		move{matter.VerbUnpark, 20 * day, "经费到了"}, move{matter.VerbHandle, 3 * day, "开工"})...)},
	{3, begun(ended(move{matter.VerbExtend, 2 * day, "施工队排期要晚几天"}, move{matter.VerbHandle, 3 * day, "施工完成"})...)},
	{3, begun(ended(move{matter.VerbDeliberate, day, "要不要在这里装充电桩"}, move{matter.VerbConclude, 4 * day, "多数同意，装在东门"})...)},
	{2, []move{{matter.VerbDivert, 2 * time.Hour, "这件事要走司法途径，我们可以陪您去法律援助中心"}}},
	{2, begun(move{matter.VerbWithdraw, day, "已经自己解决了"})},
	{1, []move{}},
}

var total = func() (n int) {
	for _, s := range scripts {
		n += s.often
	}
	return n
}()

// pick is the script for a number from 0 to total-1.
func pick(n int) script {
	for _, s := range scripts {
		if n < s.often {
			return s
		}
		n -= s.often
	}
	return scripts[0]
}

// sayings are what residents say, by the code of the category.
var sayings = map[string][]string{
	"fire_lane":  {"消防通道又被车堵住了，救护车都进不来", "楼道里堆满纸箱，消防门打不开", "地库消防栓前面停了三辆电动车"},
	"repair":     {"楼道灯不亮，晚上老人下楼看不见台阶", "单元门锁坏了，谁都能进来", "下水井盖松了，走过去哐当响", "外墙瓷砖掉了一块，下面正好是路"},
	"clean":      {"垃圾桶满了两天没人收，苍蝇很多", "下水道反味，一楼没法开窗", "楼下绿化带里有人扔装修垃圾"},
	"parking":    {"外来车停在小区路口，公交车转不过弯", "充电桩位被油车占了", "有人在人行道上装地锁"},
	"noise":      {"楼上装修中午也不停，孩子没法午睡", "广场舞音箱到晚上十点还在响"},
	"utility":    {"今天早上突然停水，没有通知", "家里闻到煤气味，请快派人来看"},
	"lift":       {"电梯这个月坏了三次，老人上不去", "电梯门关到一半又弹开"},
	"green":      {"大树枯枝快要掉下来了，下面是滑梯", "有人把公共绿地围起来种菜"},
	"care":       {"我腿脚不好，想请人帮忙买药", "老伴住院，想问问有没有人能送饭"},
	"policy":     {"老人优待证在哪里办，要带什么材料", "居住证快到期了，怎么续"},
	"property":   {"物业收了费，楼道两周没打扫", "保安晚上在岗亭睡觉"},
	"neighbours": {"楼上漏水把我家天花板泡了，说了几次都不修"},
}

var plainSaying = []string{"这里有件事想请社区帮忙看看", "有个问题想反映一下，请回个电话"}
