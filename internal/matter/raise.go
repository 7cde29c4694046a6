package matter

import (
	"errors"
	"fmt"
	"slices"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// CanRaise is the capability to raise a matter at a place.
const CanRaise access.Capability = "matter.raise"

// maxWords is how much people may write, in characters.
const maxWords = 4000

// maxFiles is how many files one step may bring.
const maxFiles = 9

// New is a matter to be raised.
type New struct {
	Key       string // of the form, so that a double click raises one matter
	Place     place.ID
	Kind      Kind       // "": help
	Category  CategoryID // zero: other
	Channel   Channel
	Words     string
	Files     []Attachment
	Secret    bool   // nobody handling it may learn who raised it
	Against   org.ID // the organisation complained of
	Anonymous bool   // no way to reach whoever raised it
	Outer     string // number of the hotline
}

// Attachment is a file brought to a matter; it is already stored.
type Attachment struct {
	File   id.Any
	What   FileWhat
	Moment Moment
}

// Raise writes down a request of whoever acts: a resident, a door's code, staff
// for themselves. What the catalogue of duties names is dispatched at once.
func Raise(a *act.Act, n New) (ID, error) {
	return act.Once(a, n.Key, func() (ID, error) {
		m := Matter{Reporter: people.ID(a.By.Person), Anonymous: n.Anonymous}
		if a.By.For != 0 {
			m.Reporter, m.Proxy, m.Agreed = people.ID(a.By.For), people.ID(a.By.Person), "delegation"
		}
		if m.Reporter.IsZero() {
			if !a.By.Light && a.By.System == "" {
				return 0, errs.New(errs.Unauthenticated, "signin", "请先登录")
			}
			m.Anonymous = true
		}
		return raise(a, n, m, CanRaise)
	})
}

// raise writes down a matter whose speaker is known.
func raise(a *act.Act, n New, m Matter, c access.Capability) (ID, error) {
	where, conf, err := groundAt(a.View, n.Place)
	if errors.Is(err, db.ErrNone) {
		return 0, errs.Invalidf("place", "matter.place", "请选择这件事在哪里")
	}
	if err != nil {
		return 0, err
	}
	if err := a.Require(c, where.thing()); err != nil {
		return 0, err
	}
	if err := n.check(); err != nil {
		return 0, err
	}
	category, err := n.category(conf)
	if err != nil {
		return 0, err
	}
	if !n.Against.IsZero() {
		if _, err := org.Get(a.View, n.Against); err != nil {
			return 0, errs.Invalidf("against", "matter.against_unknown", "请选择被投诉的单位")
		}
	}
	m.ID = act.NewID[Matter](a)
	m.Need = Need{Kind: n.Kind, Category: category.ID, Channel: n.Channel, Words: n.Words, Outer: n.Outer}
	m.Secret, m.Against = n.Secret || n.Kind == KindTip, n.Against
	m.OpenToAll = category.OpenToAll && m.mayBePublic()
	m.stand(where)
	t := &turn{Act: a, m: m}
	if err := t.first(conf, category, n.Files); err != nil {
		return 0, fmt.Errorf("raise matter: %w", err)
	}
	a.About("matter", int64(t.m.ID))
	return t.m.ID, nil
}

// first takes the first steps of a new matter and writes it.
func (t *turn) first(conf *config, category Category, files []Attachment) error {
	terms, err := termsOf(t.View, category, t.m.Path)
	if err != nil {
		return err
	}
	m := &t.m
	m.CreatedAt, m.UpdatedAt, m.Rounds = t.At, t.At, 1
	m.Clock = startClock(t.calendar(), terms.limit, t.At)
	m.Stage, m.StageAt, m.Version = StageRegistered, t.At, 1
	t.steps = append(t.steps, Step{
		Matter: m.ID, Seq: 1, At: t.At, Verb: VerbRaise, Stage: m.Stage, Seat: org.SeatID(t.Seat()),
		Person: people.ID(t.By.Person), For: people.ID(t.By.For), Detail: Detail{How: m.Agreed},
	})
	t.counts.begin(m)
	if err := t.attach(files); err != nil {
		return err
	}
	events, err := t.route(conf, terms.duty)
	if err != nil {
		return err
	}
	if err := t.wind(); err != nil {
		return err
	}
	if err := nextNumber(t.Act, m, calendar.DayOf(t.At).Year()); err != nil {
		return err
	}
	if err := insertNew(t.Act, m); err != nil {
		return err
	}
	if err := t.write(); err != nil {
		return err
	}
	for _, e := range events {
		if err := t.Publish(e); err != nil {
			return err
		}
	}
	return nil
}

// stand gives the matter its place, and the unit that numbers and counts it.
func (m *Matter) stand(g ground) {
	m.Where = Where{Place: g.ID, Path: g.Path, Subdistrict: g.Subdistrict, Community: g.Community, Grid: g.Grid}
	m.Unit = g.Community
	if above := place.Ancestors(g.Path); m.Unit.IsZero() && len(above) > 0 {
		m.Unit = above[0]
	}
}

// mayBePublic says whether the matter may stand in the public list at all.
func (m *Matter) mayBePublic() bool {
	return !m.Secret && m.Kind != KindTip && m.Against.IsZero()
}

// attach brings files with the last step.
func (t *turn) attach(files []Attachment) error {
	if len(files) > maxFiles {
		return invalid("files", "matter.files", "一次最多放 %d 个文件", maxFiles)
	}
	for _, f := range files {
		t.files = append(t.files, File{Matter: t.m.ID, File: f.File, Seq: t.m.Version, What: f.What, Moment: f.Moment})
	}
	t.m.Files += len(files)
	return nil
}

// check cleans the request and collects what is wrong with it.
func (n *New) check() error {
	var c errs.Check
	if n.Kind == "" {
		n.Kind = KindHelp
	}
	c.If(!slices.Contains(Kinds(), n.Kind), "kind", "matter.kind", "请选择是求助、咨询、投诉、建议还是举报")
	c.If(!slices.Contains(Channels(), n.Channel), "channel", "matter.channel", "请选择这件事是怎样来的")
	c.If(len(n.Files) > maxFiles, "files", "matter.files", "一次最多放 9 个文件")
	words, err := clean.Text(n.Words, maxWords)
	if e := errs.As(err); e != nil {
		c.Bad("words", e.Code, e.Message())
	}
	n.Words = words
	if n.Words == "" {
		n.Words = n.wordless()
	}
	c.If(err == nil && n.Words == "", "words", "matter.words", "请写一两句是什么事，也可以录一段语音")
	outer, err := clean.Line(n.Outer, 40)
	c.If(err != nil, "outer", "matter.outer", "热线工单号最多 40 个字")
	n.Outer = outer
	return c.Err()
}

// wordless is what stands for words where none are needed.
func (n *New) wordless() string {
	switch {
	case n.Channel == ChannelOneTap:
		return "一键求助，请尽快联系我"
	case slices.ContainsFunc(n.Files, func(f Attachment) bool { return f.What == Voice }):
		return "（语音，请听录音）"
	case slices.ContainsFunc(n.Files, func(f Attachment) bool { return f.What == Photo }):
		return "（照片，请看图）"
	}
	return ""
}

// category is what the request is about; "other" when nobody chose.
func (n *New) category(conf *config) (Category, error) {
	c := conf.categories[n.Category]
	if n.Category.IsZero() {
		c = conf.other()
	}
	if c.ID.IsZero() || !c.Open() {
		return Category{}, errs.Invalidf("category", "matter.category", "请选择是哪一类的事")
	}
	return c, nil
}
