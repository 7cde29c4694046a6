package peopleweb

import (
	"context"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

type (
	requestID = id.Of[people.Request]
	holdID    = id.Of[people.Hold]
)

func orNone(ctx context.Context, s string) string {
	if s == "" {
		return words.T(ctx, "还没有填")
	}
	return s
}

func phones(p people.Person) string {
	var all []string
	for _, n := range p.Phones {
		all = append(all, n.Number)
	}
	return strings.Join(all, "、")
}

// said is a sentence about a roster in the reader's language.
func said(ctx context.Context, s people.Sentence) string {
	text := words.T(ctx, s.Text, s.Values()...)
	if s.Column != "" {
		text = words.T(ctx, "“%s”：%s", s.Column, text)
	}
	return text
}

func allSaid(ctx context.Context, all people.Sentences) string {
	parts := make([]string, len(all))
	for i, s := range all {
		parts[i] = said(ctx, s)
	}
	return strings.Join(parts, words.T(ctx, "；"))
}

// cutOff says what to do about work that was cut off.
func cutOff(ctx context.Context, b people.Begun) string {
	switch b.What {
	case people.WorkRead:
		return words.T(ctx, "表没有读完，什么都没有导入。请把文件再上传一次。")
	case people.WorkCheck:
		return words.T(ctx, "核对没有做完，什么都没有导入。请再核对一次。")
	}
	return words.T(ctx, "导入没有做完，什么都没有导入。请再导入一次。")
}

func proofText(ctx context.Context, s people.Standing) string {
	if !s.Proved() {
		return words.T(ctx, "还没有证明")
	}
	return words.T(ctx, s.Proof.Name())
}

func fieldNames(ctx context.Context, fields []people.Field) string {
	var all []string
	for _, f := range fields {
		all = append(all, words.T(ctx, f.Name()))
	}
	return strings.Join(all, "、")
}

func purposeTitle(ctx context.Context, key string) string {
	p, ok := people.PurposeOf(key)
	if !ok {
		return key
	}
	return words.T(ctx, p.Title)
}

// moments are the looks as a timeline.
func moments(ctx context.Context, v seenView) []ui.Moment {
	out := make([]ui.Moment, len(v.Looks))
	for i, l := range v.Looks {
		by := v.Names[l.Reader]
		if seat := v.Seats[l.Seat]; seat != "" {
			by = seat
		}
		out[i] = ui.Moment{
			At: l.At, What: words.T(ctx, "看了%s", fieldNames(ctx, l.Named())), By: by,
			Said: words.T(ctx, "理由：%s", l.Purpose), Tone: ui.Sea, Icon: ui.IconEye,
		}
	}
	return out
}

func kindOptions(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, k := range people.RequestKinds {
		out = append(out, ui.Option{Value: string(k), Text: words.T(ctx, k.Name())})
	}
	return out
}

func requestMoments(ctx context.Context, now time.Time, list []people.Request) []ui.Moment {
	out := make([]ui.Moment, len(list))
	for i, r := range list {
		m := ui.Moment{At: r.At, What: words.T(ctx, r.Kind.Name()), Said: r.Wish, Tone: ui.Amber, By: words.T(ctx, "%s 前答复", ui.SayDay(ctx, now, r.DueAt))}
		switch {
		case r.AnsweredAt.IsZero():
		case r.Granted:
			m.Tone, m.By, m.Said = ui.Leaf, words.T(ctx, "办好了"), r.Wish+"\n"+words.T(ctx, "答复：%s", r.Answer)
		default:
			m.Tone, m.By, m.Said = ui.Slate, words.T(ctx, "没有办"), r.Wish+"\n"+words.T(ctx, "理由：%s", r.Answer)
		}
		out[i] = m
	}
	return out
}

// myGuardianText is a guardianship to one of its sides.
func myGuardianText(ctx context.Context, g people.Guardianship, v delegationsView) string {
	if g.Child == v.Me {
		return words.T(ctx, "%s 是我的监护人（%s）", v.Names[g.Guardian], g.Relation)
	}
	return words.T(ctx, "我是 %s 的监护人（%s）", v.Names[g.Child], g.Relation)
}

// endGuardianPath is where one of the two sides ends a guardianship.
func endGuardianPath(g people.Guardianship, side people.ID) string {
	if g.Child == side {
		return "/me/guardians/" + g.Guardian.String() + "/end"
	}
	return "/me/wards/" + g.Child.String() + "/end"
}
