package matterapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/api"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Seen is the matter as the program last saw it.
type Seen struct {
	Version int `json:"version,omitempty" minimum:"0" doc:"Refused when the matter has moved on since; missing: whatever it is now"`
}

func (s Seen) seen() int { return s.Version }

// What each deed needs.
type (
	// Bare is a deed without words.
	Bare struct{ Seen }
	// Handover gives a matter to a seat.
	Handover struct {
		Seen
		Seat     string `json:"seat" doc:"Id of the seat: GET /matters/{id}/seats"`
		Note     string `json:"note,omitempty" doc:"For the seat"`
		Override string `json:"override,omitempty" doc:"Why a community gets what is outside its duty list"`
	}
	// Escalation asks a seat above.
	Escalation struct {
		Seen
		Seat      string `json:"seat,omitempty" doc:"Id of the seat; missing: the first of the next level"`
		Reason    string `json:"reason"`
		Emergency bool   `json:"emergency,omitempty" doc:"Only then may a level be skipped"`
	}
	// Call is how somebody was reached.
	Call struct {
		Seen
		How string `json:"how,omitempty" doc:"By telephone, in person"`
	}
	// Question is what the requester must add.
	Question struct {
		Seen
		Question string `json:"question"`
	}
	// Said is words of what was done or found.
	Said struct {
		Seen
		Words string `json:"words" doc:"What is said of it"`
	}
	// Remark is words that need not be.
	Remark struct {
		Seen
		Words string `json:"words,omitempty"`
	}
	// Because gives a reason.
	Because struct {
		Seen
		Reason string `json:"reason"`
	}
	// Perhaps gives a reason if there is one.
	Perhaps struct {
		Seen
		Reason string `json:"reason,omitempty"`
	}
	// Result is what came of a matter.
	Result struct {
		Seen
		Outcome Outcome `json:"outcome"`
		Words   string  `json:"words" doc:"To the requester"`
	}
	// Closing ends a matter.
	Closing struct {
		Seen
		Outcome Outcome `json:"outcome,omitempty" doc:"As reported when missing"`
		Words   string  `json:"words,omitempty"`
	}
	// Opinion is the judgement of the requester.
	Opinion struct {
		Seen
		Satisfaction int    `json:"satisfaction" enum:"1,2,3" doc:"3 satisfied, 2 basically, 1 dissatisfied"`
		Solved       bool   `json:"solved" doc:"Whether it is solved"`
		Words        string `json:"words,omitempty"`
	}
)

// DeedInput is a deed to a matter.
type DeedInput[B any] struct {
	api.Keyed
	ID   string `path:"id"`
	Body B
}

// TapInput is a deed that needs no body.
type TapInput[B any] struct {
	api.Keyed
	ID   string `path:"id"`
	Body *B
}

// DeedOutput is the matter after the deed.
type DeedOutput struct{ Body Matter }

// deeds adds what can be done to a matter.
func (o operations) deeds() {
	deed(o, "dispatch", func(a *act.Act, r matter.Ref, b Handover) error {
		var bad errs.Check
		to := api.ID[org.Seat](&bad, "seat", b.Seat)
		if err := bad.Err(); err != nil {
			return err
		}
		return matter.Dispatch(a, r, matter.Handover{Seat: to, Note: b.Note, Override: b.Override})
	})
	tap(o, "accept", func(a *act.Act, r matter.Ref, _ Bare) error { return matter.Accept(a, r) })
	deed(o, "return", func(a *act.Act, r matter.Ref, b Because) error { return matter.Return(a, r, b.Reason) })
	tap(o, "contact", func(a *act.Act, r matter.Ref, b Call) error { return matter.Contact(a, r, b.How) })
	deed(o, "handle", func(a *act.Act, r matter.Ref, b Said) error {
		return matter.Handle(a, r, matter.Note{Words: b.Words})
	})
	deed(o, "ask", func(a *act.Act, r matter.Ref, b Question) error { return matter.Ask(a, r, b.Question) })
	deed(o, "supply", func(a *act.Act, r matter.Ref, b Said) error {
		return matter.Supply(a, r, matter.Supplement{Words: b.Words})
	})
	deed(o, "escalate", func(a *act.Act, r matter.Ref, b Escalation) error {
		var bad errs.Check
		to := api.ID[org.Seat](&bad, "seat", b.Seat)
		if err := bad.Err(); err != nil {
			return err
		}
		return matter.Escalate(a, r, matter.Escalation{Seat: to, Reason: b.Reason, Emergency: b.Emergency})
	})
	deed(o, "report", func(a *act.Act, r matter.Ref, b Result) error {
		return matter.Report(a, r, matter.Result{Outcome: matter.Outcome(b.Outcome), Words: b.Words})
	})
	tap(o, "review", func(a *act.Act, r matter.Ref, b Remark) error { return matter.Review(a, r, b.Words) })
	deed(o, "redo", func(a *act.Act, r matter.Ref, b Because) error { return matter.Redo(a, r, b.Reason) })
	deed(o, "judge", func(a *act.Act, r matter.Ref, b Opinion) error {
		return matter.Judge(a, r, matter.Opinion{Satisfaction: matter.Satisfaction(b.Satisfaction), Solved: b.Solved, Words: b.Words})
	})
	tap(o, "close", func(a *act.Act, r matter.Ref, b Closing) error {
		return matter.Close(a, r, matter.Closing{Outcome: matter.Outcome(b.Outcome), Words: b.Words})
	})
	deed(o, "reopen", func(a *act.Act, r matter.Ref, b Because) error {
		return matter.Reopen(a, r, matter.Plea{Reason: b.Reason})
	})
	tap(o, "withdraw", func(a *act.Act, r matter.Ref, b Perhaps) error {
		return matter.Withdraw(a, r, matter.Plea{Reason: b.Reason})
	})
}

// deed adds a deed.
func deed[B interface{ seen() int }](o operations, name string, do func(*act.Act, matter.Ref, B) error) {
	huma.Register(o.API.API, operation(name), func(ctx context.Context, in *DeedInput[B]) (*DeedOutput, error) {
		return o.done(ctx, once{name, in.ID, in.Key, in.Body.seen()}, func(a *act.Act, r matter.Ref) error { return do(a, r, in.Body) })
	})
}

// tap adds a deed that may come without a body.
func tap[B interface{ seen() int }](o operations, name string, do func(*act.Act, matter.Ref, B) error) {
	huma.Register(o.API.API, operation(name), func(ctx context.Context, in *TapInput[B]) (*DeedOutput, error) {
		var body B
		if in.Body != nil {
			body = *in.Body
		}
		return o.done(ctx, once{name, in.ID, in.Key, body.seen()}, func(a *act.Act, r matter.Ref) error { return do(a, r, body) })
	})
}

func operation(name string) huma.Operation {
	return api.Operation(http.MethodPost, "/matters/{id}/"+name, "matters", name)
}

// once is a request for a deed, done once for its key.
type once struct {
	name, matter, key string
	version           int
}

// within is the key among those of the house: another deed, or the same to
// another matter, is another request.
func (o once) within() string {
	if o.key == "" {
		return ""
	}
	return o.name + "/" + o.matter + "/" + o.key
}

func (o operations) done(ctx context.Context, in once, do func(*act.Act, matter.Ref) error) (*DeedOutput, error) {
	ref := matter.Ref{ID: api.Subject[matter.Matter](in.matter), Version: in.version}
	out := &DeedOutput{}
	err := o.Do(ctx, func(a *act.Act) error {
		if _, err := act.Once(a, in.within(), func() (matter.ID, error) { return ref.ID, do(a, ref) }); err != nil {
			return err
		}
		w, err := matter.Get(a.View, ref.ID)
		out.Body = ofMatter(w.Matter)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}
