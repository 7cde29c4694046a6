package ui_test

import (
	"context"
	"flag"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web/static"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

var update = flag.Bool("update", false, "write the golden files anew")

// render draws c, with children inside when given, one element a line so that
// a difference can be read, and without the hashes of static files.
func render(t *testing.T, ctx context.Context, c templ.Component, children ...templ.Component) string {
	t.Helper()
	if len(children) > 0 {
		ctx = templ.WithChildren(ctx, templ.Join(children...))
	}
	var b strings.Builder
	if err := c.Render(ctx, &b); err != nil {
		t.Fatal(err)
	}
	html := regexp.MustCompile(`\?v=[\w-]+`).ReplaceAllString(b.String(), "")
	return strings.ReplaceAll(html, "><", ">\n<") + "\n"
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v (go test -update writes it)", err)
	}
	if got != string(want) {
		t.Errorf("%s differs from %s:\n%s", name, file, got)
	}
}

func text(s string) templ.Component { return templ.Raw("<p>" + s + "</p>") }

var page = ui.Page{
	Title: "我的事", Path: "/mine?page=2", Look: ui.Look{},
	Place:   ui.Place{Name: "滨海花园 3 号楼", Within: "鹭江社区", Href: "/"},
	Phone:   ui.Phone{Label: "社区电话", Number: "0592-2020000"},
	Nav:     []ui.NavItem{{Text: "首页", Href: "/", Icon: ui.IconHouse}, {Text: "我的", Href: "/mine", Icon: ui.IconUser, Current: true, Count: 2}},
	Flashes: []ui.Flash{{Text: "已交给小洪", Next: "明天下午 4 点前会联系您"}},
	Name:    "陈阿婆", SignOut: "/sign-out", Reader: "r1",
}

func TestFaces(t *testing.T) {
	t.Parallel()
	elder, dark := page, page
	elder.Look = ui.Look{Elder: true}
	dark.Look, dark.Demo = ui.Look{Scheme: ui.Dark}, &ui.Demo{Action: "/demo/role", Roles: []ui.Option{{Value: "a", Text: "网格员"}}, Current: "a"}
	for name, c := range map[string]templ.Component{
		"resident":       ui.ResidentPage(page),
		"resident_elder": ui.ResidentPage(elder),
		"field":          ui.FieldPage(page),
		"desk":           ui.DeskPage(dark, text("打开的记录")),
		"desk_no_pane":   ui.DeskPage(page, nil),
		"open":           ui.OpenPage(page),
		"plain":          ui.PlainPage(page),
	} {
		golden(t, name, render(t, zh, c, text("正文")))
	}
	golden(t, "resident_en", render(t, en, ui.ResidentPage(page), text("body")))
}

func TestFormWithErrors(t *testing.T) {
	t.Parallel()
	var c errs.Check
	c.Bad("phone", "short", "手机号少了几位")
	c.Bad("kind", "empty", "请选一类")
	f := ui.Form{Action: "/say", Key: "k1", Files: true, Draft: true, Outbox: "随手报", Values: url.Values{
		"phone": {`13<8>"`}, "say": {"灯不亮\n</textarea>"}, "where": {"b"}, "share": {"on"}, "days": {"1", "3"},
	}}.Fail(zh, c.Err())
	kinds := []ui.Option{{Value: "a", Text: "坏了", Say: "水、电"}, {Value: "b", Text: "吵"}, {Value: "c", Text: "别的", Off: true}}
	golden(t, "form", render(t, zh, ui.Post(f),
		ui.Field(f, ui.Input{Name: "phone", Label: "电话", Kind: "tel", Complete: "tel", Required: true, Hint: "不公开"}),
		ui.Field(f, ui.Input{Name: "password", Label: "口令", Kind: "password", Complete: "current-password", Required: true}),
		ui.TextArea(f, ui.Input{Name: "say", Label: "什么事", Max: 4000}),
		ui.Select(f, ui.Input{Name: "where", Label: "在哪"}, kinds),
		ui.Radios(f, ui.Input{Name: "kind", Label: "哪一类", Required: true}, kinds),
		ui.Ticks(f, ui.Input{Name: "days", Label: "哪几天"}, []ui.Option{{Value: "1", Text: "周一"}, {Value: "2", Text: "周二"}}, "2"),
		ui.Tick(f, ui.Input{Name: "share", Label: "让邻居看到"}),
		ui.Photos(f, ui.Input{Name: "photos", Label: "照片"}, 6),
		ui.Voice(f, ui.Input{Name: "voice", Label: "说"}),
		ui.Hidden("id", "7"),
		ui.Button(ui.Action{Kind: ui.Main, Text: "交给社区"}),
	))
}

func TestLists(t *testing.T) {
	t.Parallel()
	now := at(t, "2026-06-16 15:20")
	a := ui.Address{Path: "/desk", Query: url.Values{"stage": {"open"}, "after": {"c9"}, "q": {"灯 & 水"}}}
	head := ui.TableHead{Caption: "在办的事", Address: a, Sort: "-due", Choose: "id", Columns: []ui.Column{
		{Text: "事情"}, {Text: "期限", Sort: "due"}, {Text: "地方", Sort: "place"}, {Text: "几件", Number: true}, {Text: "做什么", Hidden: true},
	}}
	golden(t, "table", render(t, zh, ui.Table(head), ui.TableRow(ui.Row{ID: "7", Href: "/desk/7", Current: true, Label: "灯", Choose: "id"}))+
		render(t, zh, ui.RowLink("/desk/7", "灯不亮"))+
		render(t, zh, ui.Bulk([]ui.Action{{Text: "一起派", To: "/desk/dispatch"}}))+
		render(t, zh, ui.Pager(a, ui.Cursors{Before: "b", After: "c", Shown: 20, Total: 43}))+
		render(t, zh, ui.Chips("步", a, []ui.Chip{{Key: "stage", Text: "全部"}, {Key: "stage", Value: "open", Text: "在办", Counted: true, Count: 1612}, {Key: "stage", Value: "late", Text: "超时"}}))+
		render(t, zh, ui.SearchBox(a, ui.Input{Name: "q", Label: "找", Hint: "几个字"}))+
		render(t, zh, ui.Tabs("账", []ui.Tab{{Text: "收益", Href: "/a", Current: true}, {Text: "物业费", Href: "/b", Count: 3}}))+
		render(t, zh, ui.EmptyState(ui.IconVote, "还没有", "第一个由您提出"), ui.Button(ui.Action{Text: "提一个", Href: "/new"}))+
		render(t, zh, ui.List([]ui.Entry{{Href: "/7", What: "灯不亮", Where: "3 号楼", Tone: ui.Red, Body: ui.Clock(now, ui.Deadline{Due: now.Add(-time.Hour)})}})))
}

func TestStandings(t *testing.T) {
	t.Parallel()
	now := at(t, "2026-06-16 15:20")
	both := func(ctx context.Context) string {
		return render(t, ctx, ui.StatusBadge(ui.Status{Tone: ui.Leaf, Word: "已解决"})) +
			render(t, ctx, ui.Steps(now, ui.StepLine{Steps: ui.FiveSteps(ctx, 2, 1), Who: "老陈正在办", Clock: ui.Deadline{Due: now.Add(time.Hour)}})) +
			render(t, ctx, ui.Timeline(now, []ui.Moment{{At: now.Add(-24 * time.Hour), What: "派给老陈", By: "小洪", Said: "今天内\n挪走", Tone: ui.Amber}, {At: now, What: "办好了"}})) +
			render(t, ctx, ui.Time(now, now.Add(-400*time.Hour))) +
			render(t, ctx, ui.DefList([]ui.Def{{Term: "编号", Text: "2q7f"}, {Term: "空"}, {Term: "报事人", Body: ui.Masked(ui.Reveal{Masked: "陈**"})}})) +
			render(t, ctx, ui.Masked(ui.Reveal{Masked: "138****0592", Seen: "13800000592", Seconds: 60})) +
			render(t, ctx, ui.Masked(ui.Reveal{Masked: "138****0592", Form: ui.Form{Action: "/reveal", Key: "k"}, Purposes: []ui.Option{{Value: "call", Text: "打电话"}}})) +
			render(t, ctx, ui.UndoBar("已派给老陈", ui.Undo{Action: "/undo", Key: "k", Seconds: 10})) +
			render(t, ctx, ui.Progress(ui.Work{ID: "w", What: "读入名册", Done: 12840, Total: 20000, Left: 3 * time.Minute, Stop: ui.Form{Action: "/stop", Key: "k"}, Again: "/work/1"})) +
			render(t, ctx, ui.BeforeAfter([]ui.Photo{{Href: "/f/1", Thumb: "/f/1s", Alt: "车", Label: "昨天"}}, nil)) +
			render(t, ctx, ui.Help("为什么？"), text("因为")) +
			render(t, ctx, ui.Failure("打不开", "请过几分钟再试", "E-7K2Q", "/"))
	}
	golden(t, "standings", both(zh))
	golden(t, "standings_en", both(en))
}

func TestFigures(t *testing.T) {
	t.Parallel()
	chart := ui.BarChart{Title: "从哪里来", Unit: "元", Period: "5月", Before: "4月", HasLast: true, Bars: []ui.Bar{
		{Label: "广告", Count: 5200, Last: 5100, Href: "/a"}, {Label: "停车", Count: 1, Last: 0}, {Label: "快递", Small: true}, {Label: "没有", Count: 0, Last: 9},
	}}
	golden(t, "figures", render(t, zh, ui.FigureBox(ui.Figure{Label: "满意", Count: 48, Of: 52, Unit: "件", Period: "5月", Excluded: "不含 6 件", Href: "/l"}))+
		render(t, zh, ui.FigureBox(ui.Figure{Label: "收", Count: 1234567, Unit: "元"}))+
		render(t, zh, ui.FigureBox(ui.Figure{Label: "意见", Count: 3, Of: 9, Small: true, Unit: "户"}))+
		render(t, zh, ui.Bars(chart)))
}

func TestPaper(t *testing.T) {
	t.Parallel()
	s := ui.Sheet{Title: "回执", Place: "鹭江社区", By: "小洪", At: at(t, "2026-06-16 15:20"), Address: "https://example.org/m/7", Back: "/desk"}
	golden(t, "paper", render(t, zh, ui.PrintPage(s), text("正文")))
}

// Every page obeys the policy: no inline style, no inline script, no handler.
func TestNothingInline(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.golden")
	if err != nil || len(files) < 10 {
		t.Fatal("no golden files", err)
	}
	inline := regexp.MustCompile(`(?i)\sstyle=|<style|<script>|\son[a-z]+=|javascript:`)
	for _, name := range files {
		html, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if at := inline.FindString(string(html)); at != "" {
			t.Errorf("%s: %q", name, at)
		}
	}
}

// The register is read on any device: no script, and frame, proof and sheet
// together leave 8 of its 60 kB, unzipped, for what the page says.
func TestRegisterIsSilentAndSmall(t *testing.T) {
	t.Parallel()
	html := render(t, zh, ui.OpenPage(page), ui.Proof("7KQ2", "https://example.org/open/7KQ2"))
	if strings.Contains(html, "<script") {
		t.Error("script on the register")
	}
	css, _ := static.Body("app.css")
	if n := len(html) + len(css); n > 52_000 {
		t.Errorf("%d bytes before the page says anything", n)
	}
}

func TestFormKeepsLanguageOfErrors(t *testing.T) {
	t.Parallel()
	words.MustRegister("ui_test", []byte(`{"界面测试：最多 %d 张": "At most %d photos"}`))
	f := ui.Form{}.Fail(en, errs.New(errs.Invalid, "x", "界面测试：最多 %d 张", 6))
	if f.Failed != "At most 6 photos" {
		t.Errorf("got %q", f.Failed)
	}
	if g := (ui.Form{Failed: "before"}).Fail(en, os.ErrClosed); g.Failed != "before" {
		t.Errorf("a fault of ours was shown: %q", g.Failed)
	}
}
