package matter

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

var update = flag.Bool("update", false, "write docs/matter-stages.md and the golden files anew")

func TestTableIsDocumented(t *testing.T) {
	t.Parallel()
	file := filepath.Join("..", "..", "docs", "matter-stages.md")
	if *update {
		if err := os.WriteFile(file, []byte(Table()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != Table() {
		t.Errorf("%s is not the table of the code: go test ./internal/matter -run TestTableIsDocumented -update", file)
	}
}

func TestTableIsWhole(t *testing.T) {
	t.Parallel()
	type key struct {
		v Verb
		s Stage
	}
	seen := map[key]bool{}
	reached := map[Stage]bool{}
	for _, c := range changes {
		if len(c.Who) == 0 {
			t.Errorf("%s: nobody may", c.Verb)
		}
		if c.Verb.Label() == "" {
			t.Errorf("%s has no label", c.Verb)
		}
		for _, r := range c.Who {
			if r.Label() == "" {
				t.Errorf("%s: role %q has no label", c.Verb, r)
			}
		}
		for _, s := range c.From {
			if !s.Valid() {
				t.Errorf("%s from %q: no such stage", c.Verb, s)
			}
			if seen[key{c.Verb, s}] {
				t.Errorf("%s from %s stands twice: where it leads would be unclear", c.Verb, s)
			}
			seen[key{c.Verb, s}] = true
		}
		if c.To != "" && !c.To.Valid() {
			t.Errorf("%s to %q: no such stage", c.Verb, c.To)
		}
		reached[c.To] = true
	}
	for v := range verbLabels {
		if !slices.ContainsFunc(changes, func(c Change) bool { return c.Verb == v }) {
			t.Errorf("%s is in no change", v)
		}
	}
	for _, s := range Stages() {
		if !reached[s] {
			t.Errorf("nothing leads to %s", s)
		}
		if s.Open() && len(s.Verbs()) == 0 {
			t.Errorf("%s is open and nothing may follow", s)
		}
		if s.Ticks() && s.Paused() || s.Ticks() && !s.Open() {
			t.Errorf("%s: a clock that runs is open and not paused", s)
		}
		if s.Phase().Label() == "" {
			t.Errorf("%s belongs to no phase", s)
		}
	}
}

// DOMAIN.md section 16: what may never happen.
func TestForbidden(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		verbs []Verb
	}{
		{"closed without report and review", []Verb{VerbRaise, VerbDispatch, VerbAccept, VerbHandle, VerbClose}},
		{"closed without review", []Verb{VerbRaise, VerbDispatch, VerbAccept, VerbHandle, VerbReport, VerbClose}},
		{"reviewed without report", []Verb{VerbRaise, VerbDispatch, VerbAccept, VerbHandle, VerbReview}},
		{"closed when registered", []Verb{VerbRaise, VerbClose}},
		{"reported before it was accepted", []Verb{VerbRaise, VerbDispatch, VerbReport}},
		{"accepted before it was dispatched", []Verb{VerbRaise, VerbAccept}},
		{"returned twice in a row", []Verb{VerbRaise, VerbDispatch, VerbReturn, VerbReturn}},
		{"handled while a ruling is due", []Verb{VerbRaise, VerbDispatch, VerbReturn, VerbHandle}},
		{"handled while it waits", []Verb{VerbRaise, VerbDispatch, VerbAccept, VerbAsk, VerbHandle}},
		{"reported while parked", []Verb{VerbRaise, VerbDispatch, VerbAccept, VerbAskPark, VerbPark, VerbReport}},
		{"judged when just registered", []Verb{VerbRaise, VerbJudge}},
		{"judged twice", []Verb{VerbRaise, VerbAnswer, VerbJudge, VerbJudge}},
		{"a merged matter goes on", []Verb{VerbRaise, VerbMerge, VerbDispatch}},
		{"a withdrawn matter comes back", []Verb{VerbRaise, VerbWithdraw, VerbReopen}},
		{"withdrawn after the report", []Verb{VerbRaise, VerbDispatch, VerbAccept, VerbReport, VerbWithdraw}},
		{"raised twice", []Verb{VerbRaise, VerbRaise}},
		{"something before it is raised", []Verb{VerbDispatch}},
		{"diverted once at work", []Verb{VerbRaise, VerbDispatch, VerbAccept, VerbDivert}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if s, err := Replay(tt.verbs...); err == nil {
				t.Errorf("%v led to %s", tt.verbs, s)
			}
			if s, err := Replay(tt.verbs[:len(tt.verbs)-1]...); err != nil {
				t.Errorf("%v: %v at %s, before the forbidden step", tt.verbs, err, s)
			}
		})
	}
}

func TestCohandlersCannotClose(t *testing.T) {
	t.Parallel()
	for _, c := range changes {
		if slices.Contains(c.Who, RoleCohandler) && c.To != "" {
			t.Errorf("%s: a co-handler may move the matter to %s", c.Verb, c.To)
		}
	}
}

func TestJourneys(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		verbs []Verb
		want  Stage
	}{
		{"answered at once", []Verb{VerbRaise, VerbAnswer, VerbClose}, StageClosed},
		{"the whole way", []Verb{VerbRaise, VerbDispatch, VerbAccept, VerbContact, VerbHandle, VerbReport, VerbReview, VerbClose}, StageClosed},
		{"returned, upheld", []Verb{VerbRaise, VerbDispatch, VerbReturn, VerbUphold, VerbHandle}, StageHandling},
		{"returned, reassigned", []Verb{VerbRaise, VerbDispatch, VerbAccept, VerbReturn, VerbReassign, VerbAccept}, StageAccepted},
		{"asked and supplied", []Verb{VerbRaise, VerbDispatch, VerbAccept, VerbAsk, VerbSupply}, StageHandling},
		{"parked and back", []Verb{VerbRaise, VerbDispatch, VerbAccept, VerbAskPark, VerbPark, VerbUnpark}, StageHandling},
		{"escalated", []Verb{VerbRaise, VerbDispatch, VerbAccept, VerbEscalate, VerbAccept}, StageAccepted},
		{"judged unhappy, reopened, closed", []Verb{VerbRaise, VerbDispatch, VerbAccept, VerbReport, VerbReview, VerbJudge,
			VerbReopen, VerbReport, VerbReview, VerbClose}, StageClosed},
		{"judged while overdue", []Verb{VerbRaise, VerbDispatch, VerbLapse, VerbJudge}, StageDispatched},
		{"a bad report is sent back", []Verb{VerbRaise, VerbDispatch, VerbAccept, VerbReport, VerbRedo, VerbReport, VerbReview}, StageReviewed},
		{"merged", []Verb{VerbRaise, VerbMerge}, StageMerged},
		{"withdrawn", []Verb{VerbRaise, VerbDispatch, VerbAccept, VerbAsk, VerbWithdraw}, StageWithdrawn},
		{"diverted and heard again", []Verb{VerbRaise, VerbDivert, VerbRehear}, StageRegistered},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got, err := Replay(tt.verbs...); err != nil || got != tt.want {
				t.Errorf("got %s, %v; want %s", got, err, tt.want)
			}
		})
	}
}
