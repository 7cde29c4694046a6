package peopleweb

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/codes"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// called is the person's name as the asker may see it.
func called(ctx context.Context, p people.Person) string {
	switch {
	case !p.ErasedAt.IsZero():
		return words.T(ctx, people.Erased)
	case p.Name == "":
		return words.T(ctx, people.Unnamed)
	}
	return p.Name
}

// phoneBody is the list of phones, or nothing.
func phoneBody(v personView) templ.Component {
	if len(v.Person.Phones) == 0 {
		return nil
	}
	return phoneList(v)
}

func originText(ctx context.Context, p people.Person) string {
	switch p.Origin {
	case people.OriginStaff:
		return words.T(ctx, "由工作人员登记，告知方式：%s", p.Told)
	case people.OriginRoster:
		return words.T(ctx, "来自小区名册")
	}
	return words.T(ctx, "本人用手机登录")
}

func year(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func document(ctx context.Context, p people.Person) string {
	if p.Number == "" {
		return ""
	}
	text := words.T(ctx, p.Document.String()) + " " + p.Number
	if !p.VerifiedAt.IsZero() {
		text += " " + words.T(ctx, "看过原件")
	}
	return text
}

func born(ctx context.Context, p people.Person) string {
	switch {
	case p.Birth != "":
		return p.Birth
	case p.BirthYear != 0:
		return words.T(ctx, "%d 年", p.BirthYear)
	}
	return ""
}

// hidden is a sensitive field: its text where it is shown, that it is recorded
// where it is not, nothing where there is none.
func hidden(ctx context.Context, p people.Person, f people.Field, text string) string {
	if text != "" {
		return text
	}
	for _, r := range p.Recorded {
		if r == f {
			return words.T(ctx, "有记录，遮住了")
		}
	}
	return ""
}

// guardianNames are the person's present guardians.
func guardianNames(v personView) string {
	var all []string
	for _, g := range v.Guardians {
		if g.Child == v.Person.ID && g.Until.IsZero() {
			all = append(all, v.Names[g.Guardian])
		}
	}
	return strings.Join(all, "、")
}

func guarded(v personView) bool { return guardianNames(v) != "" }

// otherSide is the other person of a guardianship.
func otherSide(g people.Guardianship, person people.ID) people.ID {
	if g.Child == person {
		return g.Guardian
	}
	return g.Child
}

// guardianRole is what the other side is to the person, at the desk.
func guardianRole(ctx context.Context, g people.Guardianship, person people.ID) string {
	if g.Child == person {
		return words.T(ctx, "是监护人（%s）", g.Relation)
	}
	return words.T(ctx, "由他监护（他是%s）", g.Relation)
}

// heldReason is why something must be kept: what staff typed, or a sentence of ours.
func heldReason(ctx context.Context, h people.Hold) string {
	if h.ID.IsZero() {
		return words.T(ctx, h.Reason)
	}
	return h.Reason
}

// heldUntil is the last day that a hold keeps.
func heldUntil(ctx context.Context, h people.Hold) string {
	if h.Until.IsZero() {
		return words.T(ctx, "没有定哪天")
	}
	return ui.Date(ctx, h.Until.Add(-time.Second))
}

// heldBasis is on what a hold rests, and how long it keeps where that can be said.
func heldBasis(ctx context.Context, h people.Hold) string {
	switch {
	case h.ID.IsZero():
		return words.T(ctx, h.Basis)
	case h.Until.IsZero():
		return words.T(ctx, "%s，还没定保留到哪天", h.Basis)
	}
	return words.T(ctx, "%s，保留到 %s", h.Basis, heldUntil(ctx, h))
}

// guardianPaper is what was seen for a guardianship; the day follows.
func guardianPaper(ctx context.Context, g people.Guardianship) string {
	if g.Evidence == "" {
		return words.T(ctx, "登记于")
	}
	return words.T(ctx, "看过%s，登记于", g.Evidence)
}

func agreed(ctx context.Context, row consentRow) string {
	if row.Given.At.IsZero() {
		return words.T(ctx, "没有同意")
	}
	return words.T(ctx, "已同意")
}

func role(ctx context.Context, s people.Standing) string {
	text := words.T(ctx, s.Kind.Name())
	if s.Relation != "" {
		text += "（" + s.Relation + "）"
	}
	return text
}

func share(s people.Share) string {
	if s.Den == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", s.Num, s.Den)
}

func documents(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, d := range codes.Documents {
		out = append(out, ui.Option{Value: strconv.Itoa(int(d)), Text: words.T(ctx, d.String())})
	}
	return out
}

// separate are the purposes that need a consent of their own.
func separate(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, p := range people.Purposes {
		if p.Separate {
			out = append(out, ui.Option{Value: p.Key, Text: words.T(ctx, p.Title), Say: words.T(ctx, p.Text)})
		}
	}
	return out
}

// revealable are the fields that hold something and that the asker may see.
func revealable(ctx context.Context, v personView) []ui.Option {
	var out []ui.Option
	for _, f := range v.Person.Recorded {
		if !f.Sensitive() || v.Can[people.CanRevealSensitive] {
			out = append(out, ui.Option{Value: string(f), Text: words.T(ctx, f.Name())})
		}
	}
	return out
}

func lookPurposes(ctx context.Context) []ui.Option {
	out := []ui.Option{{Text: words.T(ctx, "请选择")}}
	for _, p := range people.LookPurposes {
		out = append(out, ui.Option{Value: p, Text: words.T(ctx, p)})
	}
	return out
}

// wrong says whether a form came back with mistakes and must stand open.
func wrong(f ui.Form) bool { return f.Failed != "" || len(f.Fields) > 0 }

func rosterStatus(ctx context.Context, r people.Roster) ui.Status {
	switch r.State {
	case people.RosterReading:
		return ui.Status{Tone: ui.Slate, Word: words.T(ctx, "没有读完")}
	case people.RosterApplied:
		return ui.Status{Tone: ui.Leaf, Word: words.T(ctx, "已导入")}
	case people.RosterChecked:
		if r.Digest.Bad > 0 {
			return ui.Status{Tone: ui.Red, Word: words.T(ctx, "有错，没有导入")}
		}
		return ui.Status{Tone: ui.Amber, Word: words.T(ctx, "核对过，还没导入")}
	}
	return ui.Status{Tone: ui.Sea, Word: words.T(ctx, "读进来了，等着核对")}
}

func digestLines(ctx context.Context, r people.Roster) []ui.Def {
	d := r.Digest
	line := func(term string, n int) ui.Def {
		if n == 0 {
			return ui.Def{}
		}
		return ui.Def{Term: term, Text: strconv.Itoa(n)}
	}
	out := []ui.Def{
		line(words.T(ctx, "行数"), d.Rows), line(words.T(ctx, "不对的行"), d.Bad), line(words.T(ctx, "提醒"), d.Warnings),
		line(words.T(ctx, "户数"), d.Homes), line(words.T(ctx, "其中新的户"), d.NewHomes),
		line(words.T(ctx, "提到的人"), d.Persons), line(words.T(ctx, "其中新登记的人"), d.NewPersons),
		line(words.T(ctx, "新的电话"), d.NewPhones), line(words.T(ctx, "新的业主关系"), d.Owners),
		line(words.T(ctx, "新的居住关系"), d.Residents), line(words.T(ctx, "不在名册里的原业主"), d.Ended),
	}
	if r.State == people.RosterApplied {
		out = append(out, line(words.T(ctx, "新建的小区、楼栋、单元和房屋"), d.Places), line(words.T(ctx, "填写或更正的面积"), d.Measured))
	}
	return out
}

// From manyRows on a roster keeps whoever writes waiting for long enough to say
// so; a row takes some 300 µs.
const manyRows = 20_000

func held(rows int) time.Duration {
	return (time.Duration(rows) * 300 * time.Microsecond).Round(5 * time.Second)
}

// left is how long the work still takes at its pace so far.
func left(now time.Time, w running) time.Duration {
	if w.Done == 0 || w.Total <= w.Done {
		return 0
	}
	return time.Duration(float64(now.Sub(w.Began)) / float64(w.Done) * float64(w.Total-w.Done)).Round(time.Second)
}
