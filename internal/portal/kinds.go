package portal

import (
	"maps"
	"slices"
	"strings"
)

// kinds are what people call the things of the trail, in Chinese, before their
// number.
var kinds = map[string]string{
	"account": "账号 %s", "category": "事项类别 %s", "coverage": "组织覆盖 %s", "delegation": "代办 %s", "door": "门口的码 %s", "file": "照片语音 %s",
	"matter": "事项 %s", "message": "消息 %s", "note": "关照 %s", "organization": "组织 %s", "person": "人员 %s", "place": "地方 %s", "posts": "交叉任职 %s",
	"realm": "整个域 %s", "roster": "名册 %s", "route": "派单目录 %s", "seat": "岗位 %s", "standing": "住址 %s", "trail": "留痕 %s",
}

// clockworks are what people call whatever acts where nobody does, in Chinese.
var clockworks = map[string]string{
	"matter.ring": "时限闹钟", "matter.alarms": "时限闹钟", "matter.settle": "时限重算", "matter.strays": "照片清理", "matter.drop": "照片清理",
	"matter.index": "搜索", "matter.indexing": "搜索", "place.move": "地方的移动", "demo": "演示", "first-run": "第一天", "bulk": "历史导入",
	"visits": "扫码的来客", "token": "令牌命令", "import": "导入命令", "export": "导出命令", "verify": "核对命令",
	"act.sweep": "夜间清理", "auth.sweep": "夜间清理", "people.sweep": "夜间清理", "notify.sweep": "夜间清理",
}

// alarms are what the clock of a matter notes, in Chinese.
var alarms = map[string]string{"soon": "快到时限", "lapse": "过了时限", "review": "到了再看的日子", "window": "评价的期限过了"}

// Kind is what people call a thing of the trail by its kind, in Chinese, with a
// verb for its number: "事项 %s"; a kind without a name of its own is called by
// its code.
func Kind(code string) string {
	if text, ok := kinds[code]; ok {
		return text
	}
	return strings.ReplaceAll(code, "%", "%%") + " %s"
}

// Clockwork is what people call something that acts where nobody does, in
// Chinese; one without a name of its own is called by its code.
func Clockwork(code string) string { return called(clockworks, code) }

// Alarm is what the clock of a matter notes by a code, in Chinese; "" when it is
// none of its codes.
func Alarm(code string) string { return alarms[code] }

// ActionCalled is the code of the deed that is called so, in Chinese or by what
// another language makes of it; a text that names none is taken for a code.
func ActionCalled(text string, translate func(string) string) string {
	for _, code := range slices.Sorted(maps.Keys(actions)) {
		if zh := actions[code]; text == code || text == zh || text == translate(zh) {
			return code
		}
	}
	return text
}

func called(names map[string]string, code string) string {
	if text, ok := names[code]; ok {
		return text
	}
	return code
}

// TrailWords are all the names that the trail gives to things, deeds and
// clockworks, for whoever puts them into another language.
func TrailWords() (out []string) {
	for _, names := range []map[string]string{kinds, actions, clockworks, alarms} {
		out = slices.AppendSeq(out, maps.Values(names))
	}
	slices.Sort(out)
	return slices.Compact(out)
}
