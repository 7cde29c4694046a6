package matterweb_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
)

// raised is a matter with a photo, raised on the page.
func (h *house) raised() (id, photograph string) {
	h.t.Helper()
	f := h.get(h.Resident, "/matters/new").form("/matters")
	at := h.send(h.Resident, f, with("words", "消防通道堵了"), upload{"photos", "a.jpg", photo(h.t)}).to()
	return strings.TrimPrefix(at, "/matters/"), h.get(h.Resident, at).fileOf()
}

// A grid worker of another community finds nothing by list, address, file,
// search or paper; nor does a neighbour, nor nobody.
func TestStrangersFindNothing(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		id, photograph := h.raised()
		for _, by := range []access.Actor{h.Foreign, h.ForeignWorker} {
			for _, list := range []string{"/field", "/desk/matters", "/desk/matters?stage=all", "/desk/matters?q=消防通道", "/desk/unrouted"} {
				if p := h.ask(by, "GET", list, ""); strings.Contains(p.text, "消防通道堵了") || strings.Contains(p.text, id) {
					t.Errorf("%s shows a stranger's matter", list)
				}
			}
		}
		for _, by := range []access.Actor{h.Foreign, h.ForeignWorker, h.Stranger, h.visitor} {
			for _, at := range []string{"/matters/" + id, "/field/matters/" + id, "/desk/matters/" + id, "/desk/matters/" + id + "/order",
				"/desk/matters/" + id + "/receipt", "/matters/" + id + "/receipt", photograph, photograph + "?thumb=1"} {
				p := h.ask(by, "GET", at, "")
				if p.status == http.StatusOK && strings.Contains(p.text, "消防通道堵了") || strings.HasPrefix(at, "/files/") && p.status != http.StatusNotFound {
					t.Errorf("GET %s as %d: %d", at, by.Person, p.status)
				}
			}
			for _, deed := range []string{"accept", "dispatch", "report", "judge", "withdraw", "close"} {
				if p := h.post(by, "/desk/matters/"+id+"/"+deed, "words", "x"); p.status == http.StatusSeeOther && !strings.HasPrefix(p.head.Get("Location"), "/sign-in") {
					t.Errorf("POST %s as %d led to %s", deed, by.Person, p.head.Get("Location"))
				}
			}
		}
		if m := h.get(h.Resident, "/matters/"+id); !strings.Contains(m.text, "消防通道堵了") {
			t.Error("its own resident does not find it")
		}
	})
}

// A file is a picture and nothing else: never run, never guessed at, and shown
// only to whoever may see its matter.
func TestFilesAreBound(t *testing.T) {
	h := one(t)
	_, photograph := h.raised()
	p := h.get(h.Resident, photograph)
	for name, want := range map[string]string{"Content-Type": "image/jpeg", "X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=3600"} {
		if got := p.head.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	h.get(h.Worker, photograph)
	former := h.Worker
	former.Seats = nil // the seat is lost, the address of the photo is not forgotten (TRUST T6)
	for _, at := range []string{photograph, photograph + "?thumb=1"} {
		if p := h.ask(former, "GET", at, ""); p.status != http.StatusNotFound || strings.Contains(p.text, "JFIF") {
			t.Errorf("a former worker: %s answers %d", at, p.status)
		}
	}
	if bytes := h.get(h.Resident, photograph+"?thumb=1"); bytes.text == "" {
		t.Error("no small picture")
	}
}

// Whoever handles a matter sees the place and the problem; the name stands
// behind a purpose, and what is seen stands in no address.
func TestRevealAsksWhy(t *testing.T) {
	h := one(t)
	m := h.Raise(t, h.Resident, matter.New{})
	desk := "/desk/matters/" + m.String()
	p := h.get(h.Worker, desk).has("陈*").hasNot("陈阿婆")
	f := p.form(desk + "/reveal")
	h.send(h.Worker, f, with("purpose", "")).is(422).hasNot("陈阿婆")
	h.send(h.Worker, f, with("purpose", "联系本人办理诉求")).is(200).has("陈阿婆", "秒后遮上")

	secret := h.Raise(t, h.Resident, matter.New{Secret: true, Words: "举报有人在地下室私拉电线"})
	h.get(h.Worker, "/desk/matters/"+secret.String()).has("要求保密").hasNot("陈*")
	h.post(h.Worker, "/desk/matters/"+secret.String()+"/reveal", "purpose", "联系本人办理诉求").hasNot("陈阿婆").is(404)
}
