package peopleweb

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/codes"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// searchView is the desk's page for finding people.
type searchView struct {
	Page    ui.Page
	Address ui.Address
	Form    ui.Form
	Found   []foundLine
	Places  []placeLine // doors that the words found
	Asked   bool
	New     bool // the asker may register
}

type foundLine struct {
	people.Person
	Homes string
}

type placeLine struct {
	ID          place.ID
	Label, Kind string
}

func (p *pages) search(r *web.Request) error {
	q := r.URL.Query()
	v := searchView{Page: r.Frame(r.T("人员")), Address: ui.Address{Path: "/desk/people", Query: q}, New: r.Server.Admits(r.By, people.CanRegister)}
	f := web.NewForm()
	text := q.Get("q")
	v.Asked = text != ""
	status := http.StatusOK
	if v.Asked {
		err := r.See(func(view *act.View) (err error) {
			v.Found, v.Places, err = find(view, text)
			return err
		})
		if f.Refused(err) {
			status = http.StatusUnprocessableEntity
		} else if err != nil {
			return err
		}
	}
	v.Form = f.Draw(r.Context(), "/desk/people")
	return r.Page(status, searchPage(v))
}

// find looks for people by the words, and for doors.
func find(v *act.View, text string) ([]foundLine, []placeLine, error) {
	persons, err := people.Search(v, text)
	if err != nil {
		return nil, nil, err
	}
	ids := make([]people.ID, len(persons))
	for i, person := range persons {
		ids[i] = person.ID
	}
	homes, err := homesOf(v, ids...)
	if err != nil {
		return nil, nil, err
	}
	lines := make([]foundLine, len(persons))
	for i, person := range persons {
		lines[i] = foundLine{Person: person, Homes: homes[person.ID]}
	}
	places, err := doors(v, text)
	return lines, places, err
}

// homesOf is where persons live or own, each on one line.
func homesOf(v *act.View, persons ...people.ID) (map[people.ID]string, error) {
	all, err := people.StandingsFor(v, persons...)
	if err != nil {
		return nil, err
	}
	var homes []place.ID
	for _, list := range all {
		for _, s := range list {
			homes = append(homes, s.Home)
		}
	}
	labels, err := place.Labels(v, homes...)
	out := make(map[people.ID]string, len(all))
	for person, list := range all {
		var lines []string
		for _, s := range list {
			lines = append(lines, labels[s.Home])
		}
		out[person] = strings.Join(lines, "、")
	}
	return out, err
}

// doors finds homes, buildings and compounds by an address within the seats of
// the asker.
func doors(v *act.View, text string) ([]placeLine, error) {
	var out []placeLine
	seen := map[place.ID]bool{}
	for _, h := range v.By.Seats {
		found, err := place.Search(v, place.ID(h.Place), text)
		if err != nil {
			return nil, err
		}
		var ids []place.ID
		for _, f := range found {
			if !seen[f.ID] && v.May(people.CanSee, f.Thing()) {
				seen[f.ID] = true
				ids = append(ids, f.ID)
			}
		}
		labels, err := place.Labels(v, ids...)
		if err != nil {
			return nil, err
		}
		for _, i := range ids {
			out = append(out, placeLine{ID: i, Label: labels[i]})
		}
	}
	return out, nil
}

// oneDoor is the only home that an address means, or what is wrong with it.
func oneDoor(v *act.View, field, text string) (place.ID, error) {
	for _, h := range v.By.Seats {
		found, err := place.Search(v, place.ID(h.Place), text)
		if err != nil {
			return 0, err
		}
		var homes []place.Place
		for _, f := range found {
			if f.Kind == place.Home {
				homes = append(homes, f)
			}
		}
		switch {
		case len(homes) == 1:
			return homes[0].ID, nil
		case len(homes) > 1:
			return 0, errs.Invalidf(field, "door.many", "符合的不止一户，请写完整，例如：阳光小区 3幢 2单元 501")
		}
	}
	return 0, errs.Invalidf(field, "door.none", "没有找到这一户，请照门牌写，例如：阳光小区 3幢 2单元 501")
}

// registerView is the form that registers someone on their own word.
type registerView struct {
	Page   ui.Page
	Form   ui.Form
	Places []ui.Option // of the asker's seats
	Back   string
}

func (p *pages) register(r *web.Request) error {
	return p.registerPage(r, http.StatusOK, web.NewForm().Draw(r.Context(), "/desk/people"))
}

func (p *pages) registerPage(r *web.Request, status int, f ui.Form) error {
	v := registerView{Page: r.Frame(r.T("登记一个人")), Form: f}
	if status == http.StatusOK {
		v.Form.Values = nil
	}
	var err error
	if v.Places, err = seatPlaces(r, people.CanRegister); err != nil {
		return err
	}
	return r.Page(status, registerPage(v))
}

// seatPlaces are the places of the asker's seats where they have the capability.
func seatPlaces(r *web.Request, can access.Capability) (out []ui.Option, err error) {
	err = r.See(func(v *act.View) error {
		var ids []place.ID
		for _, h := range v.By.Seats {
			if v.May(can, access.Thing{Kind: "place", ID: h.Place, Place: h.Place, Path: h.Path}) {
				ids = append(ids, place.ID(h.Place))
			}
		}
		names, err := place.Names(v, ids...)
		seen := map[place.ID]bool{}
		for _, i := range ids {
			if !seen[i] {
				seen[i] = true
				out = append(out, ui.Option{Value: i.String(), Text: names[i]})
			}
		}
		return err
	})
	return out, err
}

func (p *pages) takeRegister(r *web.Request) error {
	f := r.Form()
	n := newPerson(f)
	var person people.ID
	var err error
	if len(f.Errors) == 0 {
		err = r.Do(func(a *act.Act) (err error) {
			person, err = act.Once(a, f.Key(), func() (people.ID, error) { return registerAt(a, n, f) })
			return err
		})
	}
	if f.Refused(err) {
		return p.registerPage(r, http.StatusUnprocessableEntity, f.Draw(r.Context(), "/desk/people"))
	}
	if err != nil {
		return err
	}
	return r.Done("/desk/people/"+person.String(), "登记好了。接下来可以记他住在哪一户，或替他提一件事")
}

// newPerson reads the form of a new person.
func newPerson(f *web.Form) people.New {
	n := people.New{
		Name: f.Text("name"), Phones: []string{f.Text("phone")}, Number: f.Text("number"), Told: f.Text("told"),
		Place: web.FormID[place.Place](f, "place"), Agreed: f.All("agreed"), Relation: f.Text("relation"), Evidence: f.Text("evidence"),
	}
	if n.Number != "" {
		kind, _ := strconv.Atoi(f.Text("document"))
		n.Document = codes.Document(kind)
	}
	if text := f.Text("born"); text != "" {
		day, err := calendar.ParseDay(text)
		if err != nil {
			f.Bad("born", "born.bad", "出生日期请写成 1950-03-02 这样")
		}
		n.Born = day
	}
	return n
}

// registerAt registers a person, with the guardian and the home that were named.
func registerAt(a *act.Act, n people.New, f *web.Form) (people.ID, error) {
	if phone := f.Text("guardian"); phone != "" {
		guardian, ok, err := people.ByPhone(a.View, phone)
		if err != nil || !ok {
			return 0, errs.Invalidf("guardian", "guardian.unknown", "没有找到这个号码的监护人，请先登记监护人")
		}
		n.Guardian = guardian
	}
	home := place.ID(0)
	if text := f.Text("home"); text != "" {
		var err error
		if home, err = oneDoor(a.View, "home", text); err != nil {
			return 0, err
		}
	}
	person, err := people.Register(a, n)
	if err != nil || home.IsZero() {
		return person, err
	}
	proof := people.ProofCounter
	if p, err := place.Get(a.View, home); err != nil || !a.May(people.CanProve, p.Thing()) {
		proof = people.ProofLead
	}
	_, err = people.Settle(a, people.NewStanding{Person: person, Home: home, Kind: people.Resident, Proof: proof})
	return person, err
}

// homesView is the register of a place: what stands in it, and who lives there.
type homesView struct {
	Page    ui.Page
	Place   place.Place
	Label   string
	Above   []place.Place // from the asker's seat down
	Below   []belowLine
	Entries []people.Entry
	Labels  map[place.ID]string
	Count   people.Count
	Address ui.Address
	Cursors ui.Cursors
	Letters bool
}

type belowLine struct {
	place.Place
	people.Count
}

const entriesShown = 100

func (p *pages) homes(r *web.Request) error {
	at, err := seatPlaces(r, people.CanSee)
	if err != nil {
		return err
	}
	if len(at) == 0 {
		return errs.Missing()
	}
	return r.Redirect("/desk/homes/" + at[0].Value)
}

func (p *pages) oneHome(r *web.Request) error {
	where, err := web.PathID[place.Place](r, "id")
	if err != nil {
		return err
	}
	v := homesView{Page: r.Frame(r.T("住户名册")), Address: ui.Address{Path: r.URL.Path, Query: r.URL.Query()},
		Letters: r.Server.Admits(r.By, people.CanIssue)}
	if err := r.See(func(view *act.View) error { return v.fill(view, where) }); err != nil {
		return err
	}
	v.Page.Title = v.Label
	return r.Page(http.StatusOK, homesPage(v))
}

func (h *homesView) fill(v *act.View, where place.ID) (err error) {
	if h.Place, err = place.Get(v, where); err != nil {
		return err
	}
	after := access.Path(h.Address.Query.Get("after"))
	if h.Entries, err = people.Entries(v, where, after, entriesShown); err != nil {
		return err
	}
	if len(h.Entries) == entriesShown {
		h.Cursors.After = string(h.Entries[entriesShown-1].Path)
	}
	h.Cursors.Shown = len(h.Entries)
	if h.Count, err = people.CountIn(v, h.Place.Path); err != nil {
		return err
	}
	chain, err := place.Chain(v, where)
	if err != nil {
		return err
	}
	for _, up := range chain[:len(chain)-1] {
		if v.May(people.CanSee, up.Thing()) {
			h.Above = append(h.Above, up)
		}
	}
	below, err := place.Children(v, where)
	if err != nil {
		return err
	}
	ids := []place.ID{where}
	for _, b := range below {
		if !b.Open() || len(h.Below) >= 200 {
			continue
		}
		count, err := people.CountIn(v, b.Path)
		if err != nil {
			return err
		}
		h.Below = append(h.Below, belowLine{b, count})
	}
	for _, e := range h.Entries {
		ids = append(ids, e.Home)
	}
	h.Labels, err = place.Labels(v, ids...)
	h.Label = h.Labels[where]
	return err
}

// openRequestsView is the list of what people asked about their data.
type openRequestsView struct {
	Page  ui.Page
	Now   time.Time
	Forms map[requestID]ui.Form
	List  []people.Request
	Names map[people.ID]string
}

func (p *pages) openRequests(r *web.Request) error { return p.openRequestsPage(r, http.StatusOK, 0) }

func (p *pages) openRequestsPage(r *web.Request, status int, wrong requestID) error {
	v := openRequestsView{Page: r.Frame(r.T("个人信息请求")), Now: r.Now(), Forms: map[requestID]ui.Form{}}
	if err := r.See(func(view *act.View) (err error) {
		if v.List, err = people.OpenRequests(view); err != nil {
			return err
		}
		var ids []people.ID
		for _, q := range v.List {
			ids = append(ids, q.Person)
		}
		v.Names, err = people.Names(view, ids...)
		return err
	}); err != nil {
		return err
	}
	for _, q := range v.List {
		f := web.NewForm()
		if q.ID == wrong {
			f = r.Form()
		}
		drawn := f.Draw(r.Context(), "/desk/requests/"+q.ID.String())
		drawn.ID = "q" + q.ID.String()
		v.Forms[q.ID] = drawn
	}
	return r.Page(status, openRequestsPage(v))
}

func (p *pages) answer(r *web.Request) error {
	request, err := web.PathID[people.Request](r, "id")
	if err != nil {
		return err
	}
	f := r.Form()
	err = r.Do(func(a *act.Act) error { return people.Answer(a, request, f.Is("granted", "yes"), f.Text("answer")) })
	if f.Refused(err) {
		return p.openRequestsPage(r, errs.KindOf(err).Status(), request)
	}
	if err != nil {
		return err
	}
	return r.Done("/desk/requests", "答复已经放进本人的页面")
}

// looksView is the auditor's page: who saw what of whom.
type looksView struct {
	Page     ui.Page
	Now      time.Time
	From, To string
	Looks    []people.Look
	Names    map[people.ID]string
	Seats    map[int64]string
}

const looksShown = 500

func (p *pages) looks(r *web.Request) error {
	q := r.URL.Query()
	today := calendar.DayOf(r.Now())
	v := looksView{Page: r.Frame(r.T("谁看过谁的信息")), Now: r.Now(), From: q.Get("from"), To: q.Get("to")}
	from, err := calendar.ParseDay(v.From)
	if err != nil {
		from = today.Add(-7)
		v.From = from.String()
	}
	to, err := calendar.ParseDay(v.To)
	if err != nil {
		to = today
		v.To = to.String()
	}
	if err := r.See(func(view *act.View) (err error) {
		if v.Looks, err = people.Looks(view, from.Start(), to.Add(1).Start(), looksShown); err != nil {
			return err
		}
		v.Names, v.Seats, err = p.lookers(view, v.Looks)
		return err
	}); err != nil {
		return err
	}
	return r.Page(http.StatusOK, looksPage(v))
}
