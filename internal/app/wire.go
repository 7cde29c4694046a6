package app

import (
	"context"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/event"
	"github.com/jinlin-oss/jinlin/internal/platform/job"
	"github.com/jinlin-oss/jinlin/internal/platform/notify"
	"github.com/jinlin-oss/jinlin/internal/portal"
)

// wire lists every reaction to every event, and everything done by the clock:
// the map of the upward arrows.
func (a *App) wire(bus *event.Bus, kinds *job.Kinds) {
	// What happens to a matter is told to everyone who has to do with it.
	news[matter.Dispatched](bus, kinds)
	news[matter.Recalled](bus, kinds)
	news[matter.Uncalled](bus, kinds)
	news[matter.Accepted](bus, kinds)
	news[matter.Contacted](bus, kinds)
	news[matter.Diverted](bus, kinds)
	news[matter.Answered](bus, kinds)
	news[matter.Corrected](bus, kinds)
	news[matter.Returned](bus, kinds)
	news[matter.Ruled](bus, kinds)
	news[matter.Handled](bus, kinds)
	news[matter.Contributed](bus, kinds)
	news[matter.Invited](bus, kinds)
	news[matter.Asked](bus, kinds)
	news[matter.Supplied](bus, kinds)
	news[matter.Resumed](bus, kinds)
	news[matter.Extended](bus, kinds)
	news[matter.ParkAsked](bus, kinds)
	news[matter.Parked](bus, kinds)
	news[matter.ParkRefused](bus, kinds)
	news[matter.Unparked](bus, kinds)
	news[matter.Escalated](bus, kinds)
	news[matter.Supervised](bus, kinds)
	news[matter.DueSoon](bus, kinds)
	news[matter.Lapsed](bus, kinds)
	news[matter.Reported](bus, kinds)
	news[matter.Redone](bus, kinds)
	news[matter.Reviewed](bus, kinds)
	news[matter.Judged](bus, kinds)
	news[matter.Excluded](bus, kinds)
	news[matter.Closed](bus, kinds)
	news[matter.Reopened](bus, kinds)
	news[matter.Merged](bus, kinds)
	news[matter.Withdrawn](bus, kinds)
	news[matter.Deliberating](bus, kinds)
	news[matter.Concluded](bus, kinds)
	news[matter.Announced](bus, kinds)
	news[matter.Unrouted](bus, kinds)

	// A place that moves takes along what has copies of its path.
	event.Now(bus, people.Follow)
	event.Now(bus, org.Follow)
	event.Now(bus, matter.FollowMove)
	event.Now(bus, a.figures.FollowMove)

	// The figures in memory follow what is counted.
	event.Now(bus, a.figures.Follow)
	event.Later(bus, kinds, "figures", matter.Forget)

	// Whoever is erased has no way in any more.
	event.Now(bus, forgetAccount)

	// The clockwork of each module.
	place.Jobs(kinds)
	matter.Jobs(kinds)
	nightly := job.Nightly(3, calendar.Zone)
	matter.StrayJobs(kinds, a.Stage, a.files, nightly)
	job.Every(kinds, "db.analyze", nightly, func(x *act.Act) error { return job.Add(x, "db.analyze", struct{}{}, job.Outside()) })
	job.Call(kinds, "db.analyze", func(ctx context.Context, _ access.Actor, _ struct{}) (func(*act.Act) error, error) {
		return nil, a.Stage.DB.Analyze(ctx) // statistics for the planner, outside any act
	})
	job.Every(kinds, "act.sweep", nightly, act.Sweep)
	job.Every(kinds, "auth.sweep", nightly, auth.Sweep)
	job.Every(kinds, "people.sweep", nightly, people.Sweep)
	job.Every(kinds, "notify.sweep", nightly, notify.Sweep)
}

func news[E matter.News](bus *event.Bus, kinds *job.Kinds) {
	event.Later(bus, kinds, "news", func(a *act.Act, e E) error { return portal.TellNews(a, e) })
}
