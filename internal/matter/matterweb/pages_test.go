package matterweb_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/matter/mattertest"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

// opened is one page and who opens it, with the most statements it may run once
// the names of the place are remembered.
type opened struct {
	by   access.Actor
	at   string
	most int
}

// everyPage is every page there is, in a town where something happens.
func everyPage(h *house) []opened {
	m := h.Raise(h.t, h.Resident, matter.New{})
	for i := range 12 {
		h.Raise(h.t, h.Neighbour, matter.New{Words: fmt.Sprintf("第 %d 盏灯不亮", i), Place: h.Town.Homes[1].ID})
	}
	h.Act(h.t, h.Worker, func(a *act.Act) error {
		return matter.Dispatch(a, matter.Ref{ID: m}, matter.Handover{Seat: mattertest.SeatOf(h.GridWorker)})
	})
	h.post(h.Worker, "/desk/doors", "place", h.Town.Compound.ID.String()).to()
	id, waiting := m.String(), h.Raise(h.t, h.Resident, matter.New{Words: "井盖松了"}).String()
	return []opened{
		{h.Neighbour, "/matters/" + id, 4}, {h.Worker, "/desk/matters/" + id + "/receipt", 4},
		{h.Resident, "/matters", 1}, {h.Resident, "/matters/new", 1}, {h.Resident, "/help", 0}, {h.Resident, "/matters/" + id, 3},
		{h.Resident, "/matters/" + id + "/withdraw", 3}, {h.Resident, "/matters/" + id + "/receipt", 4},
		{h.GridWorker, "/field", 2}, {h.GridWorker, "/field/matters/" + id, 3}, {h.GridWorker, "/field/matters/new", 0},
		{h.GridWorker, "/field/matters/" + id + "/return", 3},
		{h.Worker, "/desk/matters", 1}, {h.Worker, "/desk/matters?stage=overdue", 1}, {h.Worker, "/desk/matters/new", 0},
		// The form of a dispatch stands open: its seats, who sits there and what they are called.
		{h.Worker, "/desk/matters/" + waiting, 8},
		{h.Worker, "/desk/matters/" + id, 4}, {h.Worker, "/desk/matters/" + id + "/order", 3}, {h.Worker, "/desk/unrouted", 1},
		{h.Secretary, "/desk/board", 5}, {h.Secretary, "/desk/routing", 2}, {h.OfficeLead, "/desk/categories", 2},
		{h.Worker, "/desk/doors", 2}, {h.OfficeLead, "/desk/holidays", 1}, {h.visitor, "/open/matters", 4}, {h.visitor, "/r", 0},
	}
}

// A page asks a few statements however much it shows.
func TestPagesAskLittle(t *testing.T) {
	h := one(t)
	for _, p := range everyPage(h) {
		h.get(p.by, p.at) // the names are remembered now
		h.get(p.by, p.at)
		path, _, _ := strings.Cut(p.at, "?")
		if n := h.asked["GET "+path]; n > p.most {
			t.Errorf("%s runs %d statements, at most %d", p.at, n, p.most)
		}
	}
}

// What a reader with a screen reader, a keyboard or another language meets: one
// heading on top, a name on every control, no id twice, every page in English
// and in large type.
func TestPagesForEveryone(t *testing.T) {
	h := one(t)
	for _, one := range everyPage(h) {
		for _, cookie := range []string{"", "lang=en", "elder=1"} {
			p := h.ask(one.by, "GET", one.at, "", "Cookie", cookie).is(200)
			if n := len(p.nodes("h1", nil)); n != 1 {
				t.Errorf("%s: %d h1", one.at, n)
			}
			p.unnamed(one.at)
			p.twice(one.at)
			p.demanding(one.at)
		}
	}
}

// demanding finds forms that narrow a list and that a browser would hold back
// until every box of them is filled in.
func (p page) demanding(at string) {
	for _, form := range p.nodes("form", func(n *html.Node) bool { return attr(n, "method") == "get" && !holds(n, "novalidate") }) {
		for n := range form.Descendants() {
			if n.Type == html.ElementNode && holds(n, "required") {
				p.t.Errorf("%s: the filter demands %q", at, attr(n, "name"))
			}
		}
	}
}

// unnamed finds controls that nobody could name.
func (p page) unnamed(at string) {
	p.t.Helper()
	labelled := map[string]bool{}
	for _, l := range p.nodes("label", nil) {
		labelled[attr(l, "for")] = true
	}
	for _, name := range []string{"input", "select", "textarea"} {
		for _, n := range p.nodes(name, func(n *html.Node) bool { return attr(n, "type") != "hidden" }) {
			if !labelled[attr(n, "id")] && attr(n, "aria-label") == "" && !within(n, "label") {
				p.t.Errorf("%s: %s %q has no label", at, name, attr(n, "name"))
			}
		}
	}
}

func within(n *html.Node, name string) bool {
	for up := n.Parent; up != nil; up = up.Parent {
		if up.Data == name {
			return true
		}
	}
	return false
}

// twice finds an id that stands on a page more than once.
func (p page) twice(at string) {
	p.t.Helper()
	seen := map[string]bool{}
	for n := range p.tree().Descendants() {
		if id := attr(n, "id"); n.Type == html.ElementNode && id != "" {
			if seen[id] {
				p.t.Errorf("%s: id %q twice", at, id)
			}
			seen[id] = true
		}
	}
}
