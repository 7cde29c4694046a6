package matterapi

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/api"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Matter is a matter as other systems see it. Who raised it is never in it.
type Matter struct {
	ID        string     `json:"id" example:"09pabshhc0002"`
	Number    string     `json:"number" example:"2026-00123" doc:"As people say it, within its community"`
	Stage     Stage      `json:"stage"`
	Kind      Kind       `json:"kind"`
	Category  string     `json:"category" doc:"Id of the category"`
	Channel   Channel    `json:"channel"`
	Words     string     `json:"words" doc:"As the requester said it; lists give the first 80 characters"`
	Place     string     `json:"place"`
	Community string     `json:"community,omitempty"`
	Seat      string     `json:"seat,omitempty" doc:"Who must answer for it now"`
	Version   int        `json:"version" doc:"Send it back with an act to be refused when somebody was quicker"`
	DueAt     *time.Time `json:"due_at,omitempty"`
	CreatedAt time.Time  `json:"created_at"`
	UpdatedAt time.Time  `json:"updated_at"`
	ClosedAt  *time.Time `json:"closed_at,omitempty"`
}

// Step is one thing that happened to a matter.
type Step struct {
	Seq   int       `json:"seq"`
	At    time.Time `json:"at"`
	Verb  string    `json:"verb"`
	Stage Stage     `json:"stage"`
	Seat  string    `json:"seat,omitempty"`
	Words string    `json:"words,omitempty"`
}

func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

func ofLine(l matter.Line) Matter {
	return Matter{
		ID: l.ID.String(), Number: l.Number.String(), Stage: Stage(l.Stage), Kind: Kind(l.Kind), Category: l.Category.String(),
		Channel: Channel(l.Channel), Words: l.Words, Place: l.Place.String(), Community: l.Community.String(), Seat: l.Seat.String(),
		Version: l.Version, DueAt: moment(l.DueAt), CreatedAt: l.CreatedAt, UpdatedAt: l.UpdatedAt, ClosedAt: moment(l.ClosedAt),
	}
}

func ofMatter(m matter.Matter) Matter {
	return Matter{
		ID: m.ID.String(), Number: m.Number.String(), Stage: Stage(m.Stage), Kind: Kind(m.Kind), Category: m.Category.String(),
		Channel: Channel(m.Channel), Words: m.Words, Place: m.Place.String(), Community: m.Community.String(), Seat: m.Seat.String(),
		Version: m.Version, DueAt: moment(m.DueAt), CreatedAt: m.CreatedAt, UpdatedAt: m.UpdatedAt, ClosedAt: moment(m.ClosedAt),
	}
}

// operations are the operations over one house.
type operations struct{ *api.API }

// Register adds the matters to the API.
func Register(a *api.API) {
	o := operations{a}
	raise := api.Operation(http.MethodPost, "/matters", "matters", "raise")
	raise.DefaultStatus = http.StatusCreated
	huma.Register(a.API, raise, o.raise)
	huma.Register(a.API, api.Operation(http.MethodGet, "/matters", "matters", "list"), o.list)
	huma.Register(a.API, api.Operation(http.MethodGet, "/matters/{id}", "matters", "get"), o.get)
	huma.Register(a.API, api.Operation(http.MethodGet, "/matters/{id}/seats", "matters", "seats"), o.seats)
	huma.Register(a.API, api.Operation(http.MethodGet, "/categories", "matters", "categories"), o.categories)
	o.deeds()
}

// NewMatter is a need as another system sends it.
type NewMatter struct {
	Place    string  `json:"place" doc:"Id of the place: GET /places"`
	Words    string  `json:"words" maxLength:"8000"`
	Kind     Kind    `json:"kind,omitempty" doc:"help when missing"`
	Category string  `json:"category,omitempty" doc:"Id of the category: GET /categories; the one for anything else when missing"`
	Channel  Channel `json:"channel,omitempty" doc:"page when missing"`
	Outer    string  `json:"outer_number,omitempty" doc:"Number of the hotline that passed it on"`
	Secret   bool    `json:"secret,omitempty" doc:"Nobody who handles it may learn who raised it"`
}

// RaiseInput raises a matter.
type RaiseInput struct {
	api.Keyed
	Body NewMatter
}

// Raised names a new matter.
type Raised struct {
	ID string `json:"id"`
}

// RaiseOutput is the answer with it.
type RaiseOutput struct{ Body Raised }

func (o operations) raise(ctx context.Context, in *RaiseInput) (*RaiseOutput, error) {
	b := in.Body
	var bad errs.Check
	n := matter.New{
		Key: in.Key, Place: api.ID[place.Place](&bad, "place", b.Place), Words: b.Words, Kind: matter.Kind(b.Kind),
		Category: api.ID[matter.Category](&bad, "category", b.Category), Channel: matter.Channel(b.Channel), Outer: b.Outer, Secret: b.Secret,
	}
	if n.Channel == "" {
		n.Channel = matter.ChannelPage
	}
	var made matter.ID
	err := o.Do(ctx, func(a *act.Act) (err error) {
		if err = bad.Err(); err != nil {
			return err
		}
		if made, err = matter.Raise(a, n); err == nil && n.Channel == matter.ChannelOneTap {
			_, err = matter.PromiseCall(a, made) // whoever pressed for help is called, whichever way it came
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return &RaiseOutput{Raised{made.String()}}, nil
}

// ListInput narrows the list.
type ListInput struct {
	Place    string `query:"place" doc:"Only at or below the place"`
	Seat     string `query:"seat" doc:"Only what the seat must answer for"`
	Category string `query:"category" doc:"Only of the category"`
	Stage    Stage  `query:"stage"`
	State    State  `query:"state" doc:"Only open ones when missing"`
	Words    string `query:"q" maxLength:"100" doc:"Some words of it, or its number"`
	Cursor   string `query:"cursor" doc:"The next of the page before"`
	Size     int    `query:"size" minimum:"1" maximum:"200" default:"20"`
}

// Matters is one page of the list, the newest first.
type Matters struct {
	Matters []Matter `json:"matters"`
	Next    string   `json:"next,omitempty" doc:"Cursor of the next page; missing on the last"`
}

// ListOutput is the answer with it.
type ListOutput struct{ Body Matters }

// filter is the list that is asked for.
func (in *ListInput) filter(v *act.View) (f matter.Filter, err error) {
	var bad errs.Check
	f = matter.Filter{
		State: states[in.State], Seat: api.ID[org.Seat](&bad, "query.seat", in.Seat),
		Category: api.ID[matter.Category](&bad, "query.category", in.Category), Text: in.Words,
	}
	if in.Stage != "" {
		f.Stages = []matter.Stage{matter.Stage(in.Stage)}
	}
	at := api.ID[place.Place](&bad, "query.place", in.Place)
	if err := bad.Err(); err != nil || at.IsZero() {
		return f, err
	}
	p, err := place.Get(v, at)
	f.Scope = matter.ScopeOf(p)
	return f, err
}

func (o operations) list(ctx context.Context, in *ListInput) (*ListOutput, error) {
	out := &ListOutput{}
	out.Body.Matters = []Matter{}
	err := o.See(ctx, func(v *act.View) error {
		f, err := in.filter(v)
		if err != nil {
			return err
		}
		lines, next, err := matter.List(v, f, matter.Page{Cursor: matter.Cursor(in.Cursor), Size: in.Size})
		for _, l := range lines {
			out.Body.Matters = append(out.Body.Matters, ofLine(l))
		}
		out.Body.Next = string(next)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// OneInput names a matter.
type OneInput struct {
	ID string `path:"id"`
}

// Whole is a matter with what happened to it.
type Whole struct {
	Matter
	Steps []Step `json:"steps"`
}

// OneOutput is the answer with it.
type OneOutput struct{ Body Whole }

func (o operations) get(ctx context.Context, in *OneInput) (*OneOutput, error) {
	out := &OneOutput{}
	err := o.See(ctx, func(v *act.View) error {
		w, err := matter.Get(v, api.Subject[matter.Matter](in.ID))
		if err != nil {
			return err
		}
		out.Body.Matter, out.Body.Steps = ofMatter(w.Matter), []Step{}
		for _, s := range w.Steps {
			out.Body.Steps = append(out.Body.Steps, Step{s.Seq, s.At, string(s.Verb), Stage(s.Stage), s.Seat.String(), s.Words})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}
