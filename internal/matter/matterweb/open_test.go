package matterweb_test

import (
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/matter"
)

// Whoever passes a door reports without an account and finds the matter again by
// the receipt; a prank is stopped, and a code taken down is dead.
func TestAtADoor(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		make := h.get(h.Worker, "/desk/doors?place="+h.Town.Compound.ID.String()).form("/desk/doors")
		h.send(h.Worker, make, nil).to()
		list := h.get(h.Worker, "/desk/doors?place="+h.Town.Compound.ID.String()).has("打印这里的")
		papers := h.get(h.Worker, "/desk/doors/print?place="+h.Town.Compound.ID.String())
		_, rest, ok := strings.Cut(papers.text, "https://jinlin.example/q/")
		if !ok {
			t.Fatal("no code on the sheet")
		}
		door := "/q/" + rest[:10]

		f := h.get(h.visitor, door).has("这里有什么不对").form(door)
		h.send(h.visitor, f, nil).is(422).has("请写一两句")
		h.send(h.visitor, f, with("words", "灯坏了", "phone", "123")).is(422).has(`id="f-phone-wrong"`, "灯坏了")
		done := h.send(h.visitor, f, with("phone", "")).is(200).has("收到了")
		_, rest, _ = strings.Cut(done.text, `href="/r/`)
		receipt, _, _ := strings.Cut(rest, `"`)
		h.get(h.visitor, "/r/"+receipt).has("听诉求").hasNot("灯坏了")
		h.get(h.Worker, "/desk/matters").has("灯坏了", "门口扫码")
		h.get(h.visitor, door) // still there for the next

		limited := false
		for range 12 {
			f = h.get(h.visitor, door).form(door)
			if p := h.send(h.visitor, f, with("words", "恶作剧")); p.status == 429 {
				limited = true
			}
		}
		if !limited {
			t.Error("a visitor reports without end")
		}
		_, rest, _ = strings.Cut(list.text, `action="/desk/doors/`)
		closing, _, _ := strings.Cut(rest, `"`)
		at := "/desk/doors/" + closing
		question := h.post(h.Worker, at, "_sure", "停用以后就扫不开了，要停用吗？", "_key", "k").is(200).has("停用以后就扫不开了，要停用吗？", "算了")
		h.get(h.visitor, door).is(200) // nothing is done before the answer
		h.send(h.Worker, question.form(at), nil).to()
		h.ask(h.visitor, "GET", door, "").is(404)
	})
}

// The public list: no script, small, and nobody in it.
func TestRegisterHoldsNobody(t *testing.T) {
	h := one(t)
	for range 45 {
		h.Raise(t, h.Resident, matter.New{Words: "王老五家的狗，电话 13800001234"})
	}
	h.Raise(t, h.Resident, matter.New{Words: "举报私拉电线", Kind: matter.KindTip})
	p := h.get(h.visitor, "/open/matters").has("公共维修", "答应")
	p.hasNot("王老五", "13800001234", "私拉电线", "陈", "<script", h.Town.Homes[0].Name+" ")
	if len(p.text) > 60_000 {
		t.Errorf("%d bytes", len(p.text))
	}
	h.get(h.visitor, "/open/matters?which=done").has("这里还没有公开的事")
	h.get(h.visitor, "/open/matters?place="+h.Town.Community.ID.String())
}
