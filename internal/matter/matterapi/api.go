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
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
)

// Matter is a matter as other systems see it. Who raised it is never in it.
type Matter struct {
	ID        string     `json:"id" example:"09pabshhc0002"`
	Number    string     `json:"number" example:"2026-00123" doc:"As people say it, within its community"`
	Stage     string     `json:"stage"`
	Kind      string     `json:"kind"`
	Category  string     `json:"category" doc:"Id of the category"`
	Channel   string     `json:"channel"`
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
	Stage string    `json:"stage"`
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
		ID: l.ID.String(), Number: l.Number.String(), Stage: string(l.Stage), Kind: string(l.Kind), Category: l.Category.String(),
		Channel: string(l.Channel), Words: l.Words, Place: l.Place.String(), Community: l.Community.String(), Seat: l.Seat.String(),
		Version: l.Version, DueAt: moment(l.DueAt), CreatedAt: l.CreatedAt, UpdatedAt: l.UpdatedAt, ClosedAt: moment(l.ClosedAt),
	}
}

func ofMatter(m matter.Matter) Matter {
	return Matter{
		ID: m.ID.String(), Number: m.Number.String(), Stage: string(m.Stage), Kind: string(m.Kind), Category: m.Category.String(),
		Channel: string(m.Channel), Words: m.Words, Place: m.Place.String(), Community: m.Community.String(), Seat: m.Seat.String(),
		Version: m.Version, DueAt: moment(m.DueAt), CreatedAt: m.CreatedAt, UpdatedAt: m.UpdatedAt, ClosedAt: moment(m.ClosedAt),
	}
}

// operations are the operations over one house.
type operations struct {
	*api.API
	stage *act.Stage
}

// Register adds the matters to the API.
func Register(a *api.API, stage *act.Stage) {
	o := operations{a, stage}
	raise := api.Operation(http.MethodPost, "/matters", "matters", "raise")
	raise.DefaultStatus = http.StatusCreated
	huma.Register(a.API, raise, o.raise)
	huma.Register(a.API, api.Operation(http.MethodGet, "/matters", "matters", "list"), o.list)
	huma.Register(a.API, api.Operation(http.MethodGet, "/matters/{id}", "matters", "get"), o.get)
	for _, d := range deeds {
		huma.Register(a.API, api.Operation(http.MethodPost, "/matters/{id}/"+d.name, "matters", d.name), o.deed(d))
	}
}

func (o operations) do(ctx context.Context, f func(*act.Act) error) error {
	by := web.ActorOf(ctx)
	if !by.SignedIn() {
		return o.Fail(ctx, errs.New(errs.Unauthenticated, "token", "请在 Authorization 里带上令牌"))
	}
	return o.Fail(ctx, o.stage.Do(ctx, by, f))
}

func (o operations) see(ctx context.Context, f func(*act.View) error) error {
	by := web.ActorOf(ctx)
	if !by.SignedIn() {
		return o.Fail(ctx, errs.New(errs.Unauthenticated, "token", "请在 Authorization 里带上令牌"))
	}
	return o.Fail(ctx, o.stage.See(ctx, by, f))
}

// RaiseInput is a need as another system sends it.
type RaiseInput struct {
	Key  string `header:"Idempotency-Key" doc:"The same key raises one matter, however often it is sent"`
	Body struct {
		Place    string `json:"place" doc:"Id of the place"`
		Words    string `json:"words" maxLength:"8000"`
		Kind     string `json:"kind,omitempty" doc:"inquiry, help, complaint, tip or suggestion; help when missing"`
		Category string `json:"category,omitempty" doc:"Id of the category"`
		Channel  string `json:"channel,omitempty" doc:"page when missing"`
		Outer    string `json:"outer_number,omitempty" doc:"Number of the hotline that passed it on"`
		Secret   bool   `json:"secret,omitempty"`
	}
}

// RaiseOutput names the matter.
type RaiseOutput struct {
	Body struct {
		ID string `json:"id"`
	}
}

func (o operations) raise(ctx context.Context, in *RaiseInput) (*RaiseOutput, error) {
	n := matter.New{
		Key: in.Key, Place: parse[place.Place](in.Body.Place), Words: in.Body.Words, Kind: matter.Kind(in.Body.Kind),
		Category: parse[matter.Category](in.Body.Category), Channel: matter.Channel(in.Body.Channel), Outer: in.Body.Outer, Secret: in.Body.Secret,
	}
	if n.Channel == "" {
		n.Channel = matter.ChannelPage
	}
	var made matter.ID
	err := o.do(ctx, func(a *act.Act) (err error) {
		if made, err = matter.Raise(a, n); err == nil && n.Channel == matter.ChannelOneTap {
			_, err = matter.PromiseCall(a, made) // whoever pressed for help is called, whichever way it came
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	out := &RaiseOutput{}
	out.Body.ID = made.String()
	return out, nil
}

// parse reads an id; a wrong one is zero, which the act refuses at its field.
func parse[T any](s string) id.Of[T] {
	v, err := id.Parse[T](s)
	if err != nil {
		return 0
	}
	return v
}

// ListInput narrows the list.
type ListInput struct {
	Place  string `query:"place" doc:"Only at or below the place"`
	Seat   string `query:"seat" doc:"Only what the seat must answer for"`
	Stage  string `query:"stage"`
	State  string `query:"state" doc:"Only open ones when missing; all or ended"`
	Cursor string `query:"cursor" doc:"The next of the page before"`
	Size   int    `query:"size" minimum:"1" maximum:"200" default:"20"`
}

// ListOutput is one page of the list, the newest first.
type ListOutput struct {
	Body struct {
		Matters []Matter `json:"matters"`
		Next    string   `json:"next,omitempty" doc:"Cursor of the next page; missing on the last"`
	}
}

func (o operations) list(ctx context.Context, in *ListInput) (*ListOutput, error) {
	out := &ListOutput{}
	out.Body.Matters = []Matter{}
	err := o.see(ctx, func(v *act.View) error {
		f := matter.Filter{State: matter.State(in.State), Seat: parse[org.Seat](in.Seat)}
		if in.Stage != "" {
			f.Stages = []matter.Stage{matter.Stage(in.Stage)}
		}
		if in.Place != "" {
			p, err := place.Get(v, parse[place.Place](in.Place))
			if err != nil {
				return err
			}
			f.Scope = matter.ScopeOf(p)
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

// OneOutput is a matter with what happened to it.
type OneOutput struct {
	Body struct {
		Matter
		Steps []Step `json:"steps"`
	}
}

func (o operations) get(ctx context.Context, in *OneInput) (*OneOutput, error) {
	out := &OneOutput{}
	err := o.see(ctx, func(v *act.View) error {
		w, err := matter.Get(v, parse[matter.Matter](in.ID))
		if err != nil {
			return err
		}
		out.Body.Matter, out.Body.Steps = ofMatter(w.Matter), []Step{}
		for _, s := range w.Steps {
			out.Body.Steps = append(out.Body.Steps, Step{s.Seq, s.At, string(s.Verb), string(s.Stage), s.Seat.String(), s.Words})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}
