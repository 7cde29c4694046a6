package matterweb

import (
	"slices"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// deed is one thing that a page lets people do to a matter: its button, its
// form, its act, and what it says afterwards. Whether it may be done, the table
// of changes, the policy and at last the act decide.
type deed struct {
	name  string // in the address: POST /desk/matters/{id}/dispatch
	verb  matter.Verb
	anyOf []access.Capability // whoever has one of them may
	faces []web.Face
	text  string // on its button
	staff string // on the button of staff who do it for the resident
	say   string // over its form: what follows from it
	icon  ui.Icon
	tap   bool           // needs no words
	rare  bool           // seldom done: folded away
	next  []matter.Stage // where it is what is expected next
	near  []matter.Stage // where it stands beside that under the thumb
	if_   func(matter.Matter, time.Time) bool
	words input // its one text
	how   bool  // who does it for the resident says how they told it
	do    func(*doing) error
	then  string // what happens next; %[1]s is who has it, %[2]s until when
}

// input is the one text of a deed.
type input struct {
	name, label, hint string
	required          bool
	rows              int
}

// doing is a deed under way.
type doing struct {
	*act.Act
	ref   matter.Ref
	form  *web.Form
	files []matter.Attachment
}

func (d *doing) text(name string) string { return d.form.Value(name) }

// how is how the requester told it to whoever writes it down.
func (d *doing) how() string { return d.form.Text("how") }

func (d deed) on(f web.Face) bool { return slices.Contains(d.faces, f) }

// offered says whether the deed may stand on a page of the matter: the table
// lets it follow, and the reader has a capability for it.
func (d deed) offered(v *act.View, m matter.Matter, thing access.Thing) bool {
	if !m.Stage.Allows(d.verb) || d.if_ != nil && !d.if_(m, v.At) {
		return false
	}
	return slices.ContainsFunc(d.anyOf, func(c access.Capability) bool { return v.May(c, thing) })
}

// stages shortens the rows of the table.
func stages(s ...matter.Stage) []matter.Stage { return s }

// can shortens the rows of the table.
func can(c ...access.Capability) []access.Capability { return c }

// on shortens the rows of the table.
func on(f ...web.Face) []web.Face { return f }
