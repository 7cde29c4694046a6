package place

import (
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// CanSetPolicy is the capability to set limits and words for a place.
const CanSetPolicy access.Capability = "place.set_policy"

const maxCitation = 200

// NewSetting is a value to be set for a place.
type NewSetting struct {
	Key        string
	Text       string
	From       time.Time // zero: now
	To         time.Time // zero: goes on
	Citation   string    // law, regulation or decision; required
	Confidence string    // "": E
}

// SetPolicy sets a key's value for a place and all below it from a day on, with
// the rule it comes from. What the law binds can be tightened only: against what
// holds above the place on that day.
func SetPolicy(a *act.Act, place ID, n NewSetting) (SettingID, error) {
	p, err := load(a.View, place)
	if err != nil {
		return 0, fmt.Errorf("set policy at %s: %w", place, err)
	}
	if err := a.Require(CanSetPolicy, p.Thing()); err != nil {
		return 0, err
	}
	a.Note(n.Key)
	s, err := n.setting(a, p)
	if err != nil {
		return 0, err
	}
	return s.ID, db.Insert(a.Tx, "place_policy", s)
}

func (n NewSetting) setting(a *act.Act, p Place) (Setting, error) {
	r, ok := national[n.Key]
	if !ok {
		return Setting{}, errs.Invalidf("key", "policy.key", "请选择要改哪一条规定")
	}
	if n.From.IsZero() {
		n.From = a.At
	}
	if n.Confidence == "" {
		n.Confidence = "E"
	}
	if l, err := calendar.ParseLimit(n.Text); r.Type == "limit" && err == nil {
		n.Text = l.Code()
	}
	var c errs.Check
	citation, err := clean.Line(n.Citation, maxCitation)
	c.If(err != nil || utf8.RuneCountInString(citation) < 2, "citation", "policy.citation", "请写依据：哪部法规、哪份文件，2 到 200 个字")
	c.If(!slices.Contains(confidences, n.Confidence), "confidence", "policy.confidence", "请选择依据的可靠程度")
	c.If(!n.To.IsZero() && !n.To.After(n.From), "to", "policy.to", "结束日期应在开始日期之后")
	if !c.If(!valueTypes[r.Type].valid(*r, n.Text), "value", "policy.value", "这样写不行，请照上面的说明填") {
		above, err := Policy(a.View, n.Key, parentPath(p.Path), n.From)
		if err != nil {
			return Setting{}, err
		}
		if !r.tightens(above.Text, n.Text) {
			c.Note("value", errs.New(errs.Invalid, "policy.law", "法律或上级的规定只能更严，不能放宽；那里的规定是 %s", above.Text))
		}
	}
	return Setting{
		ID: act.NewID[Setting](a), Key: n.Key, Place: p.ID, Text: n.Text, From: n.From, To: n.To,
		Citation: citation, Confidence: n.Confidence, SetBy: a.By.Person, SetAt: a.At,
	}, c.Err()
}

// parentPath is the path of the place above; "" above a root.
func parentPath(path access.Path) access.Path {
	above := Ancestors(path)
	last := above[len(above)-1].String() + "/"
	up := path[:len(path)-len(last)]
	if up == "/" {
		return ""
	}
	return up
}

// EndPolicy ends a setting on a day (zero: now). What was decided under it
// stands; the row stays.
func EndPolicy(a *act.Act, setting SettingID, to time.Time) error {
	s, err := loadSetting(a.View, setting)
	if err != nil {
		return fmt.Errorf("end policy %s: %w", setting, err)
	}
	p, err := load(a.View, s.Place)
	if err != nil {
		return err
	}
	if err := a.Require(CanSetPolicy, p.Thing()); err != nil {
		return err
	}
	a.Note(s.Key)
	if to.IsZero() {
		to = a.At
	}
	if !s.To.IsZero() && to.After(s.To) {
		return errs.Invalidf("to", "policy.ended", "这条规定在那之前就结束了")
	}
	return endSetting(a, setting, maxTime(to, s.From))
}

func maxTime(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}
