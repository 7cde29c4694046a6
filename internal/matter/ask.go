package matter

import (
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

// CanSpeak is the capability of the requester and of the proxy they named: to
// supply, judge, reopen and withdraw. CanSpeakFor is to write down for them what
// they said on the telephone, at the counter or at their door.
const (
	CanSpeak    access.Capability = "matter.speak"
	CanSpeakFor access.Capability = "matter.speak_for"
)

// Ask asks the requester for what is missing; the clock stands still until they
// supply it. The seat may.
func Ask(a *act.Act, ref Ref, question string) error {
	t, err := begin(a, ref, VerbAsk, CanHandle)
	if err != nil {
		return err
	}
	question, err = say("question", question, "请写明要居民补充什么")
	if err != nil {
		return err
	}
	if err := t.take(VerbAsk, Step{Words: question}); err != nil {
		return err
	}
	return t.done(Asked{t.told()})
}

// Supplement is what the requester supplies.
type Supplement struct {
	Words string
	How   string // how they told it, when somebody else writes it down
	Files []Attachment
}

// Supply adds what the requester was asked for; the clock runs again. The
// requester may, and the seat or the counter for them.
func Supply(a *act.Act, ref Ref, s Supplement) error {
	t, err := begin(a, ref, VerbSupply, CanSpeak, CanHandle, CanSpeakFor)
	if err != nil {
		return err
	}
	missing := "请写上补充的情况"
	if len(s.Files) > 0 {
		missing = ""
	}
	words, err := say("words", s.Words, missing)
	if err != nil {
		return err
	}
	step, err := t.spoken(Step{Words: words}, s.How)
	if err != nil {
		return err
	}
	if err := t.take(VerbSupply, step); err != nil {
		return err
	}
	if err := t.attach(s.Files); err != nil {
		return err
	}
	return t.done(Supplied{t.told()})
}

// spoken is a step of the requester; whoever writes it down for them says how
// they told it.
func (t *turn) spoken(s Step, how string) (Step, error) {
	if t.m.Speaks(t.By) || t.By.System != "" {
		return s, nil
	}
	how, err := say("how", how, "请写明居民是怎样告知的，例如：电话、当面")
	s.For, s.Detail.How = t.m.Reporter, how
	return s, err
}
