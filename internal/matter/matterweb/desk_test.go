package matterweb_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/matter/mattertest"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

// What narrows the list stands in the address, survives opening a record, and a
// press gives it up.
func TestFiltersStandInTheAddress(t *testing.T) {
	h := one(t)
	lamp := h.Raise(t, h.Resident, matter.New{Words: "楼道灯坏了", Category: h.Category["repair"]})
	h.Raise(t, h.Resident, matter.New{Words: "垃圾没人收", Category: h.Category["clean"]})
	at := "/desk/matters?category=" + h.Category["repair"].String()
	p := h.get(h.Worker, at).has("楼道灯坏了").hasNot("垃圾没人收")
	p.has(`href="/desk/matters/`+lamp.String()+`?category=`, `aria-current="true"`)
	h.get(h.Worker, "/desk/matters/"+lamp.String()+"?category="+h.Category["repair"].String()).hasNot("垃圾没人收").
		has(`action="/desk/matters/` + lamp.String() + `/dispatch?category=`)
	h.get(h.Worker, "/desk/matters?stage=overdue").has("这里没有事项")
	h.get(h.Worker, "/desk/matters?sort=due&kind=help&from=2026-06-01&until=2026-06-30").has("楼道灯坏了", "从 2026-06-01")
	h.get(h.Worker, "/desk/matters?q=2026-00001").has("楼道灯坏了").hasNot("垃圾没人收")
	h.get(h.Worker, "/desk/matters?category=nonsense&after=nonsense&from=nonsense&sort=nonsense").has("楼道灯坏了")
	if pane := h.ask(h.Worker, "GET", "/desk/matters/"+lamp.String(), "", "HX-Request", "true"); strings.Contains(pane.text, "垃圾没人收") || !strings.Contains(pane.text, `id="pane"`) {
		t.Error("the pane alone comes with the list")
	}
}

func TestListGoesOnByCursor(t *testing.T) {
	h := one(t)
	for i := range 55 {
		h.Raise(t, h.Resident, matter.New{Words: fmt.Sprintf("第 %02d 盏灯不亮", i)})
	}
	first := h.get(h.Worker, "/desk/matters").has("第 54 盏灯不亮").hasNot("第 04 盏灯不亮")
	_, rest, ok := strings.Cut(first.text, `rel="next" href="`)
	if !ok {
		t.Fatal("no next page")
	}
	next, _, _ := strings.Cut(rest, `"`)
	h.get(h.Worker, strings.ReplaceAll(next, "&amp;", "&")).has("第 04 盏灯不亮", "第 00 盏灯不亮").hasNot("第 54 盏灯不亮", `rel="next"`)
}

// Handing out together shows what it will do, does it, and says what it left.
func TestTogetherAfterALook(t *testing.T) {
	h := one(t)
	a, b := h.Raise(t, h.Resident, matter.New{}), h.Raise(t, h.Resident, matter.New{Words: "井盖松了"})
	h.post(h.Worker, "/desk/matters/bulk", "back", "/desk/matters?stage=new").to()
	p := h.post(h.Worker, "/desk/matters/bulk", "id", a.String(), "id", b.String(), "back", "/desk/matters?stage=new").is(200).has("还没有派", "井盖松了")
	if h.Matter(t, a).Stage != matter.StageRegistered {
		t.Fatal("looking has handed it out")
	}
	f := p.form("/desk/matters/bulk/dispatch")
	f.values.Set("seat.0", "")
	h.send(h.Worker, f, nil).is(422).has("请选择一个岗位", "井盖松了")
	f.values.Set("seat.0", mattertest.SeatOf(h.GridWorker).String())
	f.values.Set("seat-"+b.String(), mattertest.SeatOf(h.Property).String()) // this one goes its own way
	if to := h.send(h.Worker, f, nil).to(); to != "/desk/matters?stage=new" {
		t.Errorf("led to %s", to)
	}
	if h.Matter(t, a).Seat != mattertest.SeatOf(h.GridWorker) || h.Matter(t, b).Seat != mattertest.SeatOf(h.Property) {
		t.Error("not handed out as chosen")
	}
	h.send(h.Worker, f, nil).to() // pressed twice: what has moved stays
	if m := h.Matter(t, a); m.Version != 2 {
		t.Errorf("dispatched again: version %d", m.Version)
	}
	h.post(h.Worker, "/desk/matters/bulk", "id", a.String(), "back", "//evil.example").is(200).hasNot("evil.example")
}

// What the catalogue names is chosen already, and what goes to others is a group
// of its own.
func TestTogetherByTheCatalogue(t *testing.T) {
	h := one(t)
	a, b := h.Raise(t, h.Resident, matter.New{}), h.Raise(t, h.Resident, matter.New{Category: h.Category["lift"], Words: "电梯晃"})
	h.Act(t, h.Secretary, func(x *act.Act) error {
		_, err := matter.AddRoute(x, matter.Route{Place: h.Town.Community.ID, Category: h.Category["lift"], SeatKind: org.PropertyManager})
		return err
	})
	f := h.post(h.Worker, "/desk/matters/bulk", "id", a.String(), "id", b.String()).is(200).has("电梯 · 1 件", "（目录里是它）").form("/desk/matters/bulk/dispatch")
	lifts := f.values.Get("group-" + b.String())
	if got := f.values.Get(lifts); got != mattertest.SeatOf(h.Property).String() || f.values.Get("group-"+a.String()) == lifts {
		t.Errorf("proposed %q", got)
	}
}

// For ten seconds a bulk act can be taken back, and then is as if it had not been.
func TestTogetherTakenBack(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		a, b := h.Raise(t, h.Resident, matter.New{}), h.Raise(t, h.Resident, matter.New{Words: "井盖松了"})
		f := h.post(h.Worker, "/desk/matters/bulk", "id", a.String(), "id", b.String()).form("/desk/matters/bulk/dispatch")
		f.values.Set("seat.0", mattertest.SeatOf(h.GridWorker).String())
		sent := h.send(h.Worker, f, nil)
		var cookies []string
		for _, c := range sent.head.Values("Set-Cookie") {
			kept, _, _ := strings.Cut(c, ";")
			cookies = append(cookies, kept)
		}
		next := func() page { return h.ask(h.Worker, "GET", "/desk/matters", "", "Cookie", strings.Join(cookies, "; ")) }
		p := next().has("撤回", `data-undo="10"`)
		h.Act(t, h.GridWorker, func(x *act.Act) error { return matter.Accept(x, matter.Ref{ID: b}) })
		undo := ""
		for _, n := range p.nodes("form", nil) {
			if strings.HasPrefix(attr(n, "action"), "/desk/matters/bulk/undo") {
				undo = attr(n, "action")
			}
		}
		h.post(h.GridWorker, undo)
		if h.Matter(t, a).Stage != matter.StageDispatched {
			t.Error("somebody else took it back")
		}
		h.post(h.Worker, undo).to()
		if x, y := h.Matter(t, a), h.Matter(t, b); x.Stage != matter.StageRegistered || !x.Seat.IsZero() || y.Stage != matter.StageAccepted {
			t.Errorf("%s, %s", x.Stage, y.Stage)
		}
		h.get(h.Worker, "/desk/matters/"+a.String()).has("撤回派单")
		h.Pass(11 * time.Second)
		next().hasNot("data-undo")
	})
}

// A file holds no person, no number and no door, says who took it, and the
// taking is written down.
func TestExportIsMaskedMarkedAndCapped(t *testing.T) {
	h := one(t)
	h.Raise(t, h.Resident, matter.New{Words: "=cmd|calc 请打 13800001234 找陈阿婆的女儿"})
	csv := h.get(h.Worker, "/desk/matters/export?as=csv")
	csv.has("138****1234", "导出", "阳光小区 1幢,").hasNot("13800001234", h.Town.Homes[0].Name+",")
	for _, line := range strings.Split(csv.text, "\n") {
		if strings.Contains(line, ",=cmd") || strings.Contains(line, `,"=cmd`) {
			t.Errorf("a formula goes out: %s", line)
		}
	}
	xlsx := h.get(h.Worker, "/desk/matters/export?as=xlsx")
	if d := xlsx.head.Get("Content-Disposition"); !strings.HasPrefix(d, "attachment") {
		t.Errorf("disposition %q", d)
	}
	z, err := zip.NewReader(bytes.NewReader([]byte(xlsx.text)), int64(len(xlsx.text)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range z.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil || bytes.Contains(text, []byte("13800001234")) {
			t.Errorf("%s: %v, or the number goes out", part.Name, err)
		}
	}
	if p := h.ask(h.GridWorker, "GET", "/desk/matters/export", ""); p.status == 200 {
		t.Error("a grid worker exports")
	}
	h.get(h.Foreign, "/field").hasNot("13800001234")
}

// The catalogue is mended where the hole is seen, and the next matter goes by it.
func TestHolesAreMended(t *testing.T) {
	h := one(t)
	h.Raise(t, h.Resident, matter.New{Category: h.Category["lift"], Words: "电梯晃得厉害"})
	p := h.get(h.Worker, "/desk/unrouted").has("电梯", "写上谁负责")
	_, rest, _ := strings.Cut(p.text, `href="/desk/routing?`)
	query, _, _ := strings.Cut(rest, `"`)
	at := "/desk/routing?" + strings.ReplaceAll(query, "&amp;", "&")
	f := h.get(h.Secretary, at).form("/desk/routing")
	if f.values.Get("category") != h.Category["lift"].String() {
		t.Error("the form is not filled in")
	}
	h.send(h.Secretary, f, nil).is(422).has("选一样")
	f.values.Set("seat_kind", "property_manager")
	h.send(h.Secretary, f, nil).to()
	h.get(h.Secretary, "/desk/routing").has("最近的", "去掉")
	for _, other := range []place.ID{h.Town.Other.ID, h.Town.Subdistrict.ID, 42} {
		if p := h.ask(h.Secretary, "GET", "/desk/routing?place="+other.String(), ""); p.status != 404 || strings.Contains(p.text, "海滨") {
			t.Errorf("the catalogue of another place: %d\n%s", p.status, p.text)
		}
	}
	next := h.Raise(t, h.Resident, matter.New{Category: h.Category["lift"], Words: "电梯又停了"})
	if h.Matter(t, next).Seat != mattertest.SeatOf(h.Property) {
		t.Error("the next one did not go by the row")
	}
}

func TestCategoriesAndHolidays(t *testing.T) {
	h := one(t)
	h.get(h.OfficeLead, "/desk/categories?id="+h.Category["lift"].String()).hasNot(`id="category"`) // may not here
	root := h.OfficeLead
	root.Seats = slices.Clone(root.Seats)
	root.Seats[0].Place, root.Seats[0].Path = int64(h.Town.District.ID), h.Town.District.Path
	root.Person = h.Office.Person
	f := h.get(root, "/desk/categories?id="+h.Category["lift"].String()).form("/desk/categories")
	if f.values.Get("name") != "电梯" {
		t.Errorf("the form holds %q", f.values.Get("name"))
	}
	h.send(root, f, with("limit", "三天")).is(422).has(`id="category-limit-wrong"`)
	h.send(root, f, with("limit", "2小时", "name", "电梯故障")).to()
	h.get(root, "/desk/categories").has("电梯故障", "2小时")
	h.get(h.OfficeLead, "/desk/holidays").has("2026 年", "放假", "由最上面一级写进来").hasNot("写进一年的安排")
	h.get(root, "/desk/holidays").has("2026 年", "写进一年的安排").hasNot("由最上面一级写进来")
}

// Every figure of the board says what it is of, and opens to its matters.
func TestFiguresOpenToTheirLists(t *testing.T) {
	h := one(t)
	m := h.Raise(t, h.Resident, matter.New{Words: "楼道灯坏了"})
	h.post(h.Worker, "/desk/matters/"+m.String()+"/answer", "words", "电工下午就到").to()
	h.post(h.Resident, "/matters/"+m.String()+"/judge", "solved", "yes", "satisfaction", "3").to()
	board := h.get(h.Secretary, "/desk/board?month=2026-06").has("解决率", "1 / 1", "剔除 0 件", "上个月 无数据")
	lists := 0
	for _, a := range board.nodes("a", nil) {
		at := attr(a, "href")
		if !strings.Contains(at, "judged_from=") && !strings.Contains(at, "closed_from=") {
			continue
		}
		lists++
		if p := h.get(h.Secretary, at); !strings.Contains(at, "late=1") && !strings.Contains(at, "outcome=") {
			p.has("楼道灯坏了")
		}
	}
	if lists < 5 {
		t.Errorf("%d figures open to a list", lists)
	}
	h.get(h.Secretary, "/desk/matters?stage=all&judged_from=2026-05-01&judged_until=2026-05-31").hasNot("楼道灯坏了")
	h.get(h.Secretary, "/desk/board?month=2025-01").has("无数据").hasNot("NaN")
}
