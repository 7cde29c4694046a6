package matterweb

import (
	"context"
	"slices"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// offer puts onto the record the deeds that its reader may do now, and opens the
// form of one: the one asked for, else on the resident's page and at the desk
// the one that is expected next.
func (l *loading) offer(v *record, o opening) error {
	speaks := l.whole.Speaks(l.By)
	for _, d := range deeds {
		if !d.on(l.face) || !d.offered(l.View, l.whole.Matter, l.thing) || l.face == web.Resident && !speaks {
			continue
		}
		if d.verb == matter.VerbContribute && !l.helps() {
			continue
		}
		view := l.deedView(d, speaks)
		v.Deeds = append(v.Deeds, view)
		wanted := d.name == o.deed
		if o.deed == "" && l.face != web.Field && view.Main && !d.tap && v.Doing == nil && !d.how {
			wanted = true
		}
		if o.deed == "" && d.how && speaks && view.Main && v.Doing == nil {
			wanted = true
		}
		if !wanted {
			continue
		}
		if err := l.open(&view, d, o); err != nil {
			return err
		}
		if o.deed == d.name {
			view.Back = l.back(l.at())
		}
		v.Doing = &view
	}
	if l.face == web.Resident && !speaks {
		v.Follow, v.Following = ui.Form{Action: l.at() + "/unfollow"}, true
	}
	return nil
}

// helps says whether a seat of the reader was asked to help and is not done.
func (l *loading) helps() bool {
	return slices.ContainsFunc(l.whole.Cohandlers, func(h matter.Cohandler) bool {
		return h.DoneAt.IsZero() && l.By.Holds(int64(h.Seat))
	})
}

func (l *loading) deedView(d deed, speaks bool) deedView {
	text := d.text
	if d.staff != "" && !speaks {
		text = d.staff
	}
	at := l.at() + "/" + d.name
	waits := ""
	if l.face == web.Field { // outdoors a record waits for the network
		waits = words.T(l.ctx, text) + " · " + title(l.whole.Matter.Words)
	}
	return deedView{
		Name: d.name, Text: words.T(l.ctx, text), Say: words.T(l.ctx, d.say), Icon: d.icon, Tap: d.tap, How: d.how && !speaks,
		Rare: d.rare, List: l.face == web.Desk, Main: slices.Contains(d.next, l.whole.Stage), Near: slices.Contains(d.near, l.whole.Stage),
		Href: l.back(at), Words: d.words.drawn(l.ctx), Version: versionText(l.whole.Version),
		Form: ui.Form{ID: "f-" + d.name, Action: l.back(at), Files: d.files(), Draft: d.drafted(), Outbox: waits},
	}
}

// back keeps in an address of the desk what narrows the list beside the record.
func (l *loading) back(at string) string {
	if q := l.r.URL.RawQuery; l.face == web.Desk && q != "" {
		return at + "?" + q
	}
	return at
}

// files says whether photos may go along.
func (d deed) files() bool {
	switch d.name {
	case "report", "handle", "contribute", "supply":
		return true
	}
	return false
}

// drafted says whether what is typed is kept in the browser until it is sent.
func (d deed) drafted() bool { return d.files() || d.name == "answer" || d.name == "divert" }

// drawn is the one text of a deed in the reader's language.
func (in input) drawn(ctx context.Context) ui.Input {
	if in.name == "" {
		return ui.Input{}
	}
	return ui.Input{Name: in.name, Label: words.T(ctx, in.label), Required: in.required, Max: maxWords, Rows: in.rows}
}

// open fills the form of a deed: what was typed, and the lists it chooses from.
func (l *loading) open(v *deedView, d deed, o opening) (err error) {
	if o.form != nil && o.deed == d.name {
		form := o.form.Draw(l.ctx, v.Form.Action)
		form.ID, form.Files, form.Draft, form.Outbox = v.Form.ID, v.Form.Files, v.Form.Draft, v.Form.Outbox
		v.Form = form
		if v.Kept, err = l.keptOf(l.View, o.form.All("kept")); err != nil {
			return err
		}
	}
	v.Draft = title(l.whole.Matter.Words)
	switch d.name {
	case "dispatch", "reassign", "invite":
		v.Seats, err = l.seatChoices()
	case "escalate":
		v.Seats, err = l.upperChoices()
	case "correct":
		v.Categories, v.Places, err = l.rightChoices()
	case "merge":
		v.Similar, err = l.sameChoices()
	case "ask_park":
		v.Date = calendar.DayOf(l.At).Add(30).String()
	}
	return err
}

// seatChoices are the seats that may answer for the matter, the nearest first,
// each with who sits there.
func (l *loading) seatChoices() ([]ui.Option, error) {
	choices, err := matter.Choices(l.View, l.whole.Matter)
	if err != nil {
		return nil, err
	}
	seats := slices.DeleteFunc(choices[l.whole.ID].Seats, func(s org.Manned) bool { return s.ID == l.whole.Seat })
	labels, err := l.mannedLabels(l.View, seats)
	out := make([]ui.Option, len(seats))
	for i, s := range seats {
		out[i] = ui.Option{Value: s.ID.String(), Text: labels[s.ID]}
	}
	return out, err
}

func (l *loading) upperChoices() ([]ui.Option, error) {
	seats, err := matter.Uppers(l.View, l.whole.Matter)
	if err != nil {
		return nil, err
	}
	return l.seatOptions(seats)
}

func (l *loading) seatOptions(seats []org.Seat) ([]ui.Option, error) {
	ids := make([]org.SeatID, len(seats))
	for i, s := range seats {
		ids[i] = s.ID
	}
	if len(ids) == 0 {
		return nil, nil
	}
	labels, err := org.SeatLabel(l.View, ids...)
	out := make([]ui.Option, len(ids))
	for i, s := range ids {
		out[i] = ui.Option{Value: s.String(), Text: labels[s]}
	}
	return out, err
}

// rightChoices are the categories, and the places round the one that was given:
// what it lies in and what lies in that.
func (l *loading) rightChoices() (categories, places []ui.Option, err error) {
	keep := words.T(l.ctx, "不改")
	all, err := l.categories(l.View)
	if err != nil {
		return nil, nil, err
	}
	at, err := place.Get(l.View, l.whole.Place)
	if err != nil {
		return nil, nil, err
	}
	around, err := placeChoices(l.View, at)
	return categoryOptions(l.ctx, all, keep), append([]ui.Option{{Text: keep}}, around...), err
}

// sameChoices are the matters of the community in much the same words.
func (l *loading) sameChoices() ([]ui.Option, error) {
	at, err := place.Get(l.View, l.whole.Place)
	if err != nil {
		return nil, err
	}
	near, err := matter.Nearby(l.View, at, l.whole.Matter.Words)
	var out []ui.Option
	for _, n := range near {
		if n.ID != l.whole.ID && n.ClosedAt.IsZero() {
			out = append(out, ui.Option{Value: n.ID.String(), Text: n.Number.String() + " " + title(n.Words)})
		}
	}
	return out, err
}
