package app_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/app"
	"github.com/jinlin-oss/jinlin/internal/app/apptest"
	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// deed is an act, or a question, about something of a side, good but for who
// does it.
type deed func(a *act.Act, s *apptest.Side) error

// asked makes a deed of a question.
func asked[T any](f func(v *act.View, s *apptest.Side) (T, error)) deed {
	return func(a *act.Act, s *apptest.Side) error {
		_, err := f(a.View, s)
		return err
	}
}

// deeds are what pages reach only with a form that is filled in well, or with a
// thing in the right state: the walks of a stranger do not get to their checks.
var deeds = map[string]deed{
	"add a place": func(a *act.Act, s *apptest.Side) error {
		_, err := place.Add(a, place.New{Kind: place.Building, Name: "违建", Parent: s.Compound.ID})
		return err
	},
	"rename a place":     func(a *act.Act, s *apptest.Side) error { return place.Rename(a, s.Grid.ID, "别人的网格", "") },
	"measure a place":    func(a *act.Act, s *apptest.Side) error { return place.Measure(a, s.Grid.ID, place.Size{Households: 9}) },
	"move a place":       func(a *act.Act, s *apptest.Side) error { return place.Move(a, s.Building.ID, s.Grid.ID) },
	"import divisions":   func(a *act.Act, s *apptest.Side) error { _, err := place.ImportDivisions(a, division); return err },
	"draft of divisions": func(a *act.Act, s *apptest.Side) error { _, err := place.Keep(a, "a.csv", division, nil); return err },
	"holidays":           func(a *act.Act, s *apptest.Side) error { return place.KeepYears(a, []byte(year2031)) },

	"kinds of organisation": func(a *act.Act, s *apptest.Side) error { return org.Define(a, org.Kind{}) },
	"tiers":                 func(a *act.Act, s *apptest.Side) error { return org.SetTiers(a, nil) },
	"composition": asked(func(v *act.View, s *apptest.Side) ([]org.Composition, error) {
		return org.Compositions(v, s.Community.ID, v.At)
	}),

	"register": func(a *act.Act, s *apptest.Side) error {
		_, err := people.Register(a, people.New{Name: "王小五", Place: s.Building.ID, Told: "当面"})
		return err
	},
	"prove": func(a *act.Act, s *apptest.Side) error { return settle(a, s, people.ProofCounter) },
	"vouch": func(a *act.Act, s *apptest.Side) error { return settle(a, s, people.ProofLead) },
	"reveal": func(a *act.Act, s *apptest.Side) error {
		_, err := people.Reveal(a, s.Resident, []people.Field{people.FieldPhone}, "核对登记")
		return err
	},
	"agree": func(a *act.Act, s *apptest.Side) error {
		return people.Agree(a, s.Resident, people.PurposeService, people.ByWord)
	},
	"withdraw": func(a *act.Act, s *apptest.Side) error { return people.Withdraw(a, s.Resident, people.PurposeService) },
	"erase":    func(a *act.Act, s *apptest.Side) error { return people.Erase(a, s.Neighbour) },
	"hold": func(a *act.Act, s *apptest.Side) error {
		_, err := people.PlaceHold(a, people.Hold{Person: s.Resident, Reason: "诉讼未结", Basis: "民事诉讼法"})
		return err
	},
	"end a hold": func(a *act.Act, s *apptest.Side) error { return people.EndHold(a, s.Resident, s.Hold) },
	"what is held of one": asked(func(v *act.View, s *apptest.Side) ([]people.Hold, error) {
		return people.Placed(v, s.Resident)
	}),
	"guard": func(a *act.Act, s *apptest.Side) error {
		return people.Guard(a, people.Guardianship{Child: s.Resident, Guardian: s.Neighbour, Relation: "叔叔", Evidence: "户口簿"})
	},
	"end a guardianship": func(a *act.Act, s *apptest.Side) error { return people.Unguard(a, s.Resident, s.Guardian) },
	"who saw whom":       asked(func(v *act.View, s *apptest.Side) ([]people.Look, error) { return people.SeenBy(v, s.Resident, 9) }),

	"token": func(a *act.Act, s *apptest.Side) error {
		of := access.Thing{Kind: "seat", ID: int64(s.Seats[org.CommunityWorker]), Path: s.Community.Path}
		_, err := auth.MakeToken(a, of, auth.Token{Person: int64(s.Holders[org.CommunityWorker]), Seat: of.ID, Label: "测试"})
		return err
	},

	"categories": func(a *act.Act, _ *apptest.Side) error {
		_, err := matter.AddCategory(a, matter.Category{})
		return err
	},
	"raise for": func(a *act.Act, s *apptest.Side) error {
		_, err := matter.RaiseFor(a, matter.New{Place: s.Home, Channel: matter.ChannelCall, Words: "替人报的"}, matter.Behalf{Reporter: s.Resident, How: "来电"})
		return err
	},
	"judge for": func(a *act.Act, s *apptest.Side) error {
		return matter.Judge(a, matter.Ref{ID: s.Matter}, matter.Opinion{Solved: true, How: "来电"})
	},
	"handle": func(a *act.Act, s *apptest.Side) error {
		return matter.Handle(a, matter.Ref{ID: s.Dispatched}, matter.Note{Words: "办了"})
	},
	"contribute": func(a *act.Act, s *apptest.Side) error {
		return matter.Contribute(a, matter.Ref{ID: s.Dispatched}, matter.Note{Words: "帮了"}, true)
	},
	"review": func(a *act.Act, s *apptest.Side) error { return matter.Review(a, matter.Ref{ID: s.Dispatched}, "") },
	"rule": func(a *act.Act, s *apptest.Side) error {
		return matter.Rule(a, matter.Ref{ID: s.Dispatched}, matter.Ruling{Uphold: true, Reason: "是你的"})
	},
	"who raised it": func(a *act.Act, s *apptest.Side) error {
		w, err := matter.Get(a.View, s.Matter)
		if err == nil && w.Reporter.IsZero() {
			err = errs.Missing()
		}
		return err
	},
	"what staff wrote": func(a *act.Act, s *apptest.Side) error {
		w, err := matter.Get(a.View, s.Dispatched)
		if err == nil && !slices.ContainsFunc(w.Steps, func(s matter.Step) bool { return s.Inner }) {
			err = errs.Missing()
		}
		return err
	},
	"count": asked(func(v *act.View, s *apptest.Side) (matter.Board, error) {
		return matter.BoardOf(v, matter.ScopeOf(s.Community), matter.Span{})
	}),
	"export": func(a *act.Act, s *apptest.Side) error {
		_, err := matter.Export(a, matter.Filter{Scope: matter.ScopeOf(s.Community)}, "")
		return err
	},
}

// done names the first deed about the second community that does not fail for
// want of permission; "" when each does. Nothing of it stays.
func done(t *testing.T, h *apptest.House, kind access.SeatKind) string {
	t.Helper()
	by := h.Actor(h.A.Holders[kind])
	for _, name := range slices.Sorted(maps.Keys(deeds)) {
		undo := errs.New(errs.Conflict, "test.undo", "算了")
		err := h.Stage.Do(t.Context(), by, func(a *act.Act) error {
			if err := deeds[name](a, h.B); err != nil {
				return err
			}
			return undo
		})
		if k := errs.KindOf(err); err == nil || k != errs.NotFound && k != errs.Forbidden {
			return fmt.Sprintf("%s: %v", name, err)
		}
	}
	return ""
}

// Whoever may know of everything, and only that, can do nothing to anything of
// another community: every deed asks by itself.
func TestDeedsAskByThemselves(t *testing.T) {
	t.Parallel()
	h := apptest.New(t, db.SQLite)
	*h.Stage.Policy = *access.NewPolicy(seeing(app.Policy().Grants, org.SeatKinds()...), app.Policy().Denials)
	for _, kind := range org.SeatKinds() {
		if what := done(t, h, kind); what != "" {
			t.Errorf("%s: %s", kind, what)
		}
	}
}

var division = []place.Division{{Row: 2, Code: "350203001001", Kind: place.Community, Name: "新来的社区"}}

const year2031 = `{"years":{"2031":{"paper":["国办"],"off":["2031-01-01"],"work":[]}}}`

func settle(a *act.Act, s *apptest.Side, proof people.Proof) error {
	_, err := people.Settle(a, people.NewStanding{Person: s.Neighbour, Home: s.Home, Kind: people.Resident, Proof: proof, Evidence: "测试"})
	return err
}
