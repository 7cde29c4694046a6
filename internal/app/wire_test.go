package app_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/app/apptest"
	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/notify"
)

// untold are the events that nobody is told of, and why.
var untold = map[string]string{"Raised": "its dispatch, or that nobody is configured for it, is what is told"}

// Every event of a matter is heard by somebody, or says here why not.
func TestEveryEventIsHeard(t *testing.T) {
	t.Parallel()
	wire, err := os.ReadFile("wire.go")
	if err != nil {
		t.Fatal(err)
	}
	f, err := parser.ParseFile(token.NewFileSet(), "../matter/event.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	ast.Inspect(f, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok || !embedsTold(spec) {
			return true
		}
		found++
		heard := strings.Contains(string(wire), "news[matter."+spec.Name.Name+"](")
		if heard == (untold[spec.Name.Name] != "") {
			t.Errorf("matter.%s: heard %v", spec.Name.Name, heard)
		}
		return true
	})
	if found < 30 {
		t.Errorf("%d events found", found)
	}
}

func embedsTold(spec *ast.TypeSpec) bool {
	s, ok := spec.Type.(*ast.StructType)
	if !ok {
		return false
	}
	for _, field := range s.Fields.List {
		if name, ok := field.Type.(*ast.Ident); ok && name.Name == "Told" && len(field.Names) == 0 {
			return true
		}
	}
	return false
}

// Whoever has to do with a matter hears what concerns them, and nobody hears
// what staff note for each other.
func TestWhoHasToDoWithItHears(t *testing.T) {
	t.Parallel()
	apptest.Both(t, func(t *testing.T, h *apptest.House) {
		worker, desk := h.A.Holders[org.GridWorker], h.A.Holders[org.CommunitySecretary]
		hears := func(who people.ID, what string, do func(*act.Act) error, by people.ID) {
			t.Helper()
			before := told(h, who)
			h.As(h.Actor(by), do)
			if err := h.Settle(); err != nil {
				t.Fatal(err)
			}
			after := told(h, who)
			switch {
			case what == "" && len(after) != len(before):
				t.Errorf("told %q", after[0])
			case what != "" && (len(after) == len(before) || !strings.Contains(strings.Join(after, "\n"), what)):
				t.Errorf("not told %q", what)
			}
		}
		ref := matter.Ref{ID: h.A.Matter}
		hears(h.A.Resident, "已经派下去", func(a *act.Act) error {
			return matter.Dispatch(a, ref, matter.Handover{Seat: h.A.Seats[org.GridWorker]})
		}, desk)
		hears(h.A.Resident, "登记的地点或类别更正了", func(a *act.Act) error {
			return matter.Correct(a, ref, matter.Correction{Place: h.A.Building.ID, Note: "在楼道里"})
		}, desk)
		hears(h.A.Resident, "公开栏上有了新的说明", func(a *act.Act) error { return matter.Announce(a, ref, "一处楼道灯不亮") }, desk)
		hears(h.A.Resident, "有人接了", func(a *act.Act) error { return matter.Accept(a, ref) }, worker)
		hears(h.A.Resident, "已经联系过诉求人", func(a *act.Act) error { return matter.Contact(a, ref, "电话") }, worker)
		hears(h.A.Resident, "", func(a *act.Act) error { return matter.Handle(a, ref, matter.Note{Words: "等配件", Inner: true}) }, worker)
		hears(h.A.Resident, "有新进展", func(a *act.Act) error { return matter.Handle(a, ref, matter.Note{Words: "配件到了"}) }, worker)
	})
}

// told is what a person was told, the newest first.
func told(h *apptest.House, who people.ID) (out []string) {
	h.T.Helper()
	h.As(access.Actor{Realm: h.Realm, Person: int64(who)}, func(a *act.Act) error {
		all, err := notify.Inbox(a.View, 0, 50)
		for _, m := range all {
			out = append(out, m.Words)
		}
		return err
	})
	return out
}
