package matterapi

import (
	"context"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

// DeedInput is what a deed needs; each deed reads what is its own.
type DeedInput struct {
	ID   string `path:"id"`
	Body struct {
		Version      int    `json:"version,omitempty" doc:"As last seen; refused when the matter has moved on since"`
		Seat         string `json:"seat,omitempty" doc:"dispatch, escalate: to whom"`
		Words        string `json:"words,omitempty" doc:"What is said of it, to the requester"`
		Outcome      string `json:"outcome,omitempty" doc:"report: solved, explained, cannot, not_lawful or outside"`
		Satisfaction int    `json:"satisfaction,omitempty" doc:"judge: 3 satisfied, 2 basically, 1 dissatisfied"`
		Solved       bool   `json:"solved,omitempty" doc:"judge: whether it is solved"`
	}
}

// DeedOutput is the matter after the deed.
type DeedOutput struct{ Body Matter }

// deed is one thing that can be done to a matter.
type deed struct {
	name string
	do   func(*act.Act, matter.Ref, *DeedInput) error
}

var deeds = []deed{
	{"dispatch", func(a *act.Act, r matter.Ref, in *DeedInput) error {
		return matter.Dispatch(a, r, matter.Handover{Seat: parse[org.Seat](in.Body.Seat), Note: in.Body.Words})
	}},
	{"accept", func(a *act.Act, r matter.Ref, _ *DeedInput) error { return matter.Accept(a, r) }},
	{"return", func(a *act.Act, r matter.Ref, in *DeedInput) error { return matter.Return(a, r, in.Body.Words) }},
	{"contact", func(a *act.Act, r matter.Ref, in *DeedInput) error { return matter.Contact(a, r, in.Body.Words) }},
	{"handle", func(a *act.Act, r matter.Ref, in *DeedInput) error {
		return matter.Handle(a, r, matter.Note{Words: in.Body.Words})
	}},
	{"ask", func(a *act.Act, r matter.Ref, in *DeedInput) error { return matter.Ask(a, r, in.Body.Words) }},
	{"supply", func(a *act.Act, r matter.Ref, in *DeedInput) error {
		return matter.Supply(a, r, matter.Supplement{Words: in.Body.Words})
	}},
	{"escalate", func(a *act.Act, r matter.Ref, in *DeedInput) error {
		return matter.Escalate(a, r, matter.Escalation{Seat: parse[org.Seat](in.Body.Seat), Reason: in.Body.Words})
	}},
	{"report", func(a *act.Act, r matter.Ref, in *DeedInput) error {
		return matter.Report(a, r, matter.Result{Outcome: matter.Outcome(in.Body.Outcome), Words: in.Body.Words})
	}},
	{"review", func(a *act.Act, r matter.Ref, in *DeedInput) error { return matter.Review(a, r, in.Body.Words) }},
	{"redo", func(a *act.Act, r matter.Ref, in *DeedInput) error { return matter.Redo(a, r, in.Body.Words) }},
	{"judge", func(a *act.Act, r matter.Ref, in *DeedInput) error {
		return matter.Judge(a, r, matter.Opinion{Satisfaction: matter.Satisfaction(in.Body.Satisfaction), Solved: in.Body.Solved, Words: in.Body.Words})
	}},
	{"close", func(a *act.Act, r matter.Ref, in *DeedInput) error {
		return matter.Close(a, r, matter.Closing{Outcome: matter.Outcome(in.Body.Outcome), Words: in.Body.Words})
	}},
	{"reopen", func(a *act.Act, r matter.Ref, in *DeedInput) error {
		return matter.Reopen(a, r, matter.Plea{Reason: in.Body.Words})
	}},
	{"withdraw", func(a *act.Act, r matter.Ref, in *DeedInput) error {
		return matter.Withdraw(a, r, matter.Plea{Reason: in.Body.Words})
	}},
}

func (o operations) deed(d deed) func(context.Context, *DeedInput) (*DeedOutput, error) {
	return func(ctx context.Context, in *DeedInput) (*DeedOutput, error) {
		out := &DeedOutput{}
		err := o.do(ctx, func(a *act.Act) error {
			ref := matter.Ref{ID: parse[matter.Matter](in.ID), Version: in.Body.Version}
			if err := d.do(a, ref, in); err != nil {
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
}
