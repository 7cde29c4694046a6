package placeweb

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

func yuan(fen int64) string { return fmt.Sprintf("%d.%02d", fen/100, fen%100) }

func choiceName(ctx context.Context, value string) string {
	names := map[string]string{
		"month": words.T(ctx, "每月"), "quarter": words.T(ctx, "每季度"), "half_year": words.T(ctx, "每半年"), "year": words.T(ctx, "每年"),
		"none": words.T(ctx, "不能"), "kin": words.T(ctx, "只给亲属"), "half_up": words.T(ctx, "四舍五入到分"), "down": words.T(ctx, "不足一分的舍去"),
	}
	if name, ok := names[value]; ok {
		return name
	}
	return value
}

func ratio(ctx context.Context, text string) string {
	if part, ok := strings.CutPrefix(text, ">="); ok {
		return words.T(ctx, "不少于 %s", part)
	}
	return words.T(ctx, "超过 %s", strings.TrimPrefix(text, ">"))
}

func tableSize(ctx context.Context, text string) string {
	var rows []json.RawMessage
	if json.Unmarshal([]byte(text), &rows) != nil || len(rows) == 0 {
		return words.T(ctx, "空表")
	}
	return words.T(ctx, "%d 行", len(rows))
}

// law says how a place may differ from the rule.
func law(ctx context.Context, r place.Rule) string {
	switch r.Law {
	case "up":
		return words.T(ctx, "法律规定，只能更高")
	case "down":
		return words.T(ctx, "法律规定，只能更低")
	case "fixed":
		return words.T(ctx, "法律规定，不能改")
	}
	return ""
}

// hint says what may be written.
func hint(ctx context.Context, r place.Rule) string {
	var say string
	switch r.Type {
	case "limit":
		say = words.T(ctx, "写成“2小时”“7天”或“5个工作日”")
	case "ratio":
		say = words.T(ctx, "写成“>=2/3”（不少于）或“>1/2”（超过）")
	case "share":
		say = words.T(ctx, "0 到 1 之间的小数，最多四位")
	case "decimal":
		say = words.T(ctx, "小数")
	case "clock":
		say = words.T(ctx, "写成“17:00”")
	case "fen":
		say = words.T(ctx, "以分为单位的整数：3 元写 300")
	case "table":
		say = words.T(ctx, "JSON 数组，一行一个对象")
	case "count":
		say = words.T(ctx, "整数")
	}
	if r.Min != nil && r.Max != nil && (r.Type == "count" || r.Type == "fen" || r.Type == "decimal") {
		say = words.T(ctx, "%s，%d 到 %d", say, *r.Min, *r.Max)
	}
	if r.Unit != "" {
		say = words.T(ctx, "%s，单位：%s", say, words.T(ctx, r.Unit))
	}
	return say
}

// title is the name of the rule in the reader's language.
func title(ctx context.Context, r place.Rule) string {
	if words.Lang(ctx) == words.English {
		return strings.ToUpper(r.En[:1]) + r.En[1:]
	}
	return r.Zh
}

// choices are the values of a rule that is chosen, nil for one that is written.
func choices(ctx context.Context, r place.Rule) []ui.Option {
	if r.Type == "flag" {
		return []ui.Option{{Value: "yes", Text: words.T(ctx, "是")}, {Value: "no", Text: words.T(ctx, "否")}}
	}
	var out []ui.Option
	for _, c := range r.Choices {
		out = append(out, ui.Option{Value: c, Text: choiceName(ctx, c)})
	}
	return out
}

// confidences are how sure a source is.
func confidences(ctx context.Context) []ui.Option {
	return []ui.Option{
		{Value: "E", Text: words.T(ctx, "看过原文")}, {Value: "P", Text: words.T(ctx, "看过转述")}, {Value: "M", Text: words.T(ctx, "实际测过")},
		{Value: "R", Text: words.T(ctx, "凭记忆，待核对")}, {Value: "G", Text: words.T(ctx, "自己定的")},
	}
}

func confidence(ctx context.Context, code string) string {
	for _, o := range confidences(ctx) {
		if o.Value == code {
			return o.Text
		}
	}
	return code
}
