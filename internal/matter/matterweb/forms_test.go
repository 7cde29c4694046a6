package matterweb_test

import (
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/matter/mattertest"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

// What was typed and what was sent is there again when a form comes back.
func TestNothingIsLost(t *testing.T) {
	h := one(t)
	f := h.get(h.Resident, "/matters/new").form("/matters")
	place := f.values.Get("place")
	long := strings.Repeat("灯不亮了，", 801)
	p := h.send(h.Resident, f, with("words", long, "category", h.Category["repair"].String()), upload{"photos", "a.jpg", photo(t)}).is(422)
	p.has("最多写 4000 个字", "已经收好 1 个")
	again := p.form("/matters")
	if again.values.Get("words") != long || again.values.Get("place") != place || again.values.Get("category") != h.Category["repair"].String() {
		t.Error("something typed is lost")
	}
	if again.values.Get("_key") != f.values.Get("_key") {
		t.Error("the mended form has another key")
	}
	at := h.send(h.Resident, again, with("words", "灯不亮了")).to()
	h.get(h.Resident, at).has("/files/")
}

func TestBadFilesAreNamedAtTheirField(t *testing.T) {
	h := one(t)
	for name, bad := range map[string]string{
		"drawing.svg": `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`,
		"page.jpg":    "<html><script>alert(1)</script></html>",
		"empty.jpg":   "\xff\xd8\xff\xe0",
	} {
		f := h.get(h.Resident, "/matters/new").form("/matters")
		h.send(h.Resident, f, with("words", "灯不亮"), upload{"photos", name, []byte(bad)}).is(422).has(`id="f-photos-wrong"`, "灯不亮")
	}
	f := h.get(h.Resident, "/matters/new").form("/matters")
	h.send(h.Resident, f, nil).is(422).has(`id="f-words-wrong"`, "请写一两句是什么事")
	emoji := "楼下🐕不牵绳，小朋友👶害怕"
	h.get(h.Resident, h.send(h.Resident, f, with("words", emoji)).to()).has(emoji)
}

// What is perhaps the same is offered before a second one is raised, and saying
// "me too" is one touch.
func TestSimilarIsOfferedFirst(t *testing.T) {
	h := one(t)
	first := h.Raise(t, h.Resident, matter.New{Place: h.Town.Compound.ID, Category: h.Category["repair"], Words: "3号楼前面的路灯整晚不亮，老人看不见路"})
	f := h.get(h.Neighbour, "/matters/new").form("/matters")
	p := h.send(h.Neighbour, f, with("words", "3号楼前面的路灯整晚不亮，老人看不见")).is(200).has("是不是这一件", "我也是")
	follow := p.form("/matters/" + first.String() + "/follow")
	h.send(h.Neighbour, follow, nil).to()
	h.get(h.Neighbour, "/matters?which=follow").has(first.String())
	h.get(h.Neighbour, "/matters/"+first.String()).has("不再通知我").hasNot("陈*", "老人看不见路")
	other := p.form("/matters")
	other.values.Set("similar", "no")
	if at := h.send(h.Neighbour, other, nil).to(); strings.HasSuffix(at, first.String()) {
		t.Error("the second one was not raised")
	}
}

// Staff raise one by telephone for somebody the house does not know, print the
// receipt, and its number finds the matter again.
func TestByTelephoneWithReceipt(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		f := h.get(h.Worker, "/desk/matters/new").form("/desk/matters")
		typed := with("phone", "13800001234", "words", "家门口的井盖松了", "how", "电话里同意")
		p := h.ask(h.Worker, "POST", "/desk/matters/find", encoded(f, typed)).is(200).has("这个号码没有登记过", "家门口的井盖松了")
		f = p.form("/desk/matters")
		p = h.send(h.Worker, f, with("where", "没有这个地方")).is(422).has("没有找到这个地址", "家门口的井盖松了")
		p = h.send(h.Worker, p.form("/desk/matters"), with("where", h.Town.Compound.Name)).is(422).has("请选择是谁提出的", `id="f-name-wrong"`)
		at := h.send(h.Worker, p.form("/desk/matters"), with("name", "郑阿公")).to()
		h.get(h.Worker, at).has("您代为登记（电话里同意）", "家门口的井盖松了", "郑*").hasNot("郑阿公", "13800001234")
		paper := h.get(h.Worker, at+"/receipt").has("回执号", "家门口的井盖松了", "https://jinlin.example/r/")
		_, code, _ := strings.Cut(paper.text, "https://jinlin.example/r/")
		code = code[:10]
		h.get(h.visitor, "/r/"+code).has("已登记").hasNot("井盖松了", "郑")
		found := h.get(h.visitor, "/r").form("/r")
		if to := h.send(h.visitor, found, with("receipt", strings.ToLower(code[:5])+" "+code[5:])).to(); !strings.EqualFold(to, "/r/"+code) {
			t.Errorf("led to %s", to)
		}
		h.send(h.visitor, found, with("receipt", "0000000000")).is(422).has("没有这个回执号")

		var known people.ID
		h.View(t, mattertest.System, func(v *act.View) (err error) {
			known, _, err = people.ByPhone(v, "13800001234")
			return err
		})
		if known.IsZero() {
			t.Fatal("the caller is not known the next time")
		}
		h.ask(h.Worker, "POST", "/desk/matters/find", encoded(f, with("phone", "138 0000 1234"))).is(200).has("是 郑*")
	})
}

// encoded is a form as it stands with what was typed, for another address.
func encoded(f form, typed []string) string {
	for i := 0; i+1 < len(typed); i += 2 {
		f.values.Set(typed[i], typed[i+1])
	}
	return f.values.Encode()
}
