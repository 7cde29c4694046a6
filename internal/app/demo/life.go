package demo

import (
	"container/heap"
	"strconv"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// raised is how many matters the story tells, with those of the residents whom a
// visitor can be, so many days ago.
const raised = 588

var visitedAgo = []int{64, 31, 9, 4, 2}

// deed is something that is going to happen.
type deed struct {
	at time.Time
	do func() error
}

type agenda []deed

func (a agenda) Len() int           { return len(a) }
func (a agenda) Less(i, j int) bool { return a[i].at.Before(a[j].at) }
func (a agenda) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }
func (a *agenda) Push(x any)        { *a = append(*a, x.(deed)) }
func (a *agenda) Pop() any {
	last := (*a)[len(*a)-1]
	*a = (*a)[:len(*a)-1]
	return last
}

// life is the days of the story: what is raised, and what comes of it.
type life struct {
	*builder
	agenda     agenda
	categories map[string]matter.CategoryID
	refused    int // deeds that the rules did not allow as things stood
}

// live lets the days pass until now. Deeds that lie beyond now do not happen:
// their matters are what the visitor finds under way.
func (b *builder) live(until time.Time) error {
	l := &life{builder: b}
	err := b.house.Stage.See(b.ctx, access.Actor{Realm: b.realm}, func(v *act.View) (err error) {
		l.categories, err = categories(v)
		return err
	})
	if err != nil {
		return err
	}
	start := until.AddDate(0, 0, -days)
	for range raised {
		at := start.Add(time.Duration(b.rand.Int64N(int64(days * 24 * time.Hour))))
		l.plan(daytime(at, b.rand.IntN(14)), l.begin)
	}
	for i, who := range l.visited {
		for _, ago := range visitedAgo {
			at := daytime(until.AddDate(0, 0, -ago), 1+i)
			l.plan(at, func() error { return l.raise(l.communities[0], who) })
		}
	}
	for i, ago := range []time.Duration{90 * time.Minute, 50 * time.Minute, 20 * time.Minute} {
		l.plan(until.Add(-ago), func() error { return l.fresh(l.communities[i%2], i) })
	}
	for day := until.AddDate(0, 0, -days); day.Before(until); day = day.Add(6 * time.Hour) {
		l.plan(day, b.house.Settle)
	}
	for day := start; day.Before(until); day = day.AddDate(0, 0, 1) {
		l.plan(daytime(day, 11), l.evening)
	}
	for l.agenda.Len() > 0 {
		d := heap.Pop(&l.agenda).(deed)
		if d.at.After(until) {
			break
		}
		if d.at.After(b.now) {
			b.now = d.at
		}
		if err := d.do(); err != nil && !l.forgive(err) {
			return err
		}
	}
	b.now = until
	return nil
}

// daytime moves a moment into the waking hours of its day.
func daytime(t time.Time, hour int) time.Time {
	t = t.In(calendar.Zone)
	return time.Date(t.Year(), t.Month(), t.Day(), 7+hour, t.Minute(), t.Second(), 0, calendar.Zone)
}

// forgive lets a deed fail that the rules refuse: a clock has passed, somebody
// was quicker. The story goes on without it.
func (l *life) forgive(err error) bool {
	switch errs.KindOf(err) {
	case errs.Conflict, errs.Invalid, errs.Forbidden, errs.NotFound:
		l.refused++
		return true
	}
	return false
}

func (l *life) plan(at time.Time, do func() error) { heap.Push(&l.agenda, deed{at, do}) }

// later plans a deed between some hours from now, in waking hours.
func (l *life) later(from, to int, do func() error) {
	at := l.now.Add(time.Duration(from)*time.Hour + time.Duration(l.rand.Int64N(int64(to-from)*int64(time.Hour))))
	if h := at.In(calendar.Zone).Hour(); h < 7 || h > 21 {
		at = at.Add(9 * time.Hour)
	}
	l.plan(at, do)
}

// begin raises a matter of somebody.
func (l *life) begin() error {
	c := l.communities[0]
	if l.chance(38) {
		c = l.communities[1]
	}
	return l.raise(c, some(l.builder, c.residents))
}

// raise raises a matter: most by their residents, some by staff for those without
// a phone, some at a door.
func (l *life) raise(c *community, who resident) error {
	s := l.story()
	n := matter.New{
		Place: who.home, Kind: kinds[s.kind], Category: l.categories[s.topic], Words: l.tell(s, who),
		Channel: some(l.builder, []matter.Channel{matter.ChannelPage, matter.ChannelPage, matter.ChannelSnap, matter.ChannelOneTap}),
	}
	f := &fate{life: l, story: s, community: c, speaker: who}
	by, err := l.actor(who.person)
	if err != nil {
		return err
	}
	if !who.phone || l.chance(18) {
		n.Channel = some(l.builder, []matter.Channel{matter.ChannelCall, matter.ChannelCounter, matter.ChannelVisit})
		return l.onBehalf(f, n)
	}
	err = l.as(by, func(a *act.Act) (err error) {
		f.id, err = matter.Raise(a, n)
		return err
	})
	if err != nil {
		return err
	}
	return f.unfold()
}

// fresh raises a matter that whoever comes, at whatever hour, finds accepted,
// waiting to be accepted, or waiting to be dispatched.
func (l *life) fresh(c *community, state int) error {
	f := &fate{life: l, story: stories[0], community: c, speaker: some(l.builder, c.residents)}
	if state == 2 {
		f.story = stories[len(stories)-1] // which no route leads anywhere
	}
	by, err := l.actor(f.speaker.person)
	if err == nil {
		err = l.as(by, func(a *act.Act) (err error) {
			f.id, err = matter.Raise(a, matter.New{
				Place: f.speaker.home, Kind: kinds[f.story.kind], Category: l.categories[f.story.topic],
				Words: l.tell(f.story, f.speaker), Channel: matter.ChannelPage,
			})
			return err
		})
	}
	if err != nil || state == 2 {
		return err
	}
	m, err := f.look()
	if err == nil && m.Stage == matter.StageRegistered {
		err = f.byDesk(f.dispatch)
	}
	if err != nil || state == 1 {
		return err
	}
	return f.bySeat(func(a *act.Act) error { return matter.Accept(a, f.ref()) })
}

func (l *life) onBehalf(f *fate, n matter.New) error {
	by, err := l.desk(f.community)
	if err != nil {
		return err
	}
	err = l.as(by, func(a *act.Act) (err error) {
		f.id, err = matter.RaiseFor(a, n, matter.Behalf{Reporter: f.speaker.person, How: "本人来电话说的，同意代为登记"})
		return err
	})
	if err != nil {
		return err
	}
	return f.unfold()
}

var kinds = map[string]matter.Kind{
	"求助": matter.KindHelp, "投诉": matter.KindComplaint, "建议": matter.KindSuggestion, "咨询": matter.KindInquiry, "举报": matter.KindTip,
}

func (l *life) story() story {
	sum := 0
	for _, s := range stories {
		sum += s.weight
	}
	n := l.rand.IntN(sum)
	for _, s := range stories {
		if n -= s.weight; n < 0 {
			return s
		}
	}
	return stories[0]
}

// tell puts the story into the place where its teller lives.
func (l *life) tell(s story, who resident) string {
	return strings.NewReplacer("{b}", strconv.Itoa(1+l.rand.IntN(who.in.buildings))+"幢",
		"{e}", strconv.Itoa(1+l.rand.IntN(who.in.entrances))+"单元", "{f}", strconv.Itoa(2+l.rand.IntN(who.in.floors-1))).
		Replace(some(l.builder, s.texts))
}

// desk is whoever sits at the desk of a community that day.
func (l *life) desk(c *community) (access.Actor, error) {
	return l.seated(c, org.CommunitySecretary)
}

// seated is the holder of the seat of a kind at a community.
func (l *life) seated(c *community, kind access.SeatKind) (a access.Actor, err error) {
	var holder people.ID
	err = l.house.Stage.See(l.ctx, access.Actor{Realm: l.realm, System: "demo"}, func(v *act.View) error {
		seats, err := org.SeatsFor(v, c.place.ID, kind)
		if err != nil || len(seats) == 0 {
			return err
		}
		held, err := org.Holders(v, seats[0].ID)
		if len(held[seats[0].ID]) > 0 {
			holder = held[seats[0].ID][0]
		}
		return err
	})
	if err != nil {
		return a, err
	}
	return l.actor(holder)
}
