package peopleweb

import (
	"context"
	"crypto/rand"
	"sync"
	"time"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
)

// imports are the rosters that this server is working on. The work goes on when
// the page is closed, can be stopped, and how it ended stands with the roster.
// That it began stands there too: work that no server does any more is told as
// stopped. Nothing of it is done then, and it can be begun again.
type imports struct {
	server string // this run of the program
	mu     sync.Mutex
	all    map[rosterID]*running
}

// running is work under way.
type running struct {
	What        string
	Done, Total int
	Began       time.Time
	stop        context.CancelFunc
}

func newImports() *imports {
	return &imports{server: rand.Text(), all: map[rosterID]*running{}}
}

// job is one step of an import to be done.
type job struct {
	roster rosterID
	work   people.Work
	do     func(context.Context, people.Importer) error
}

var workNames = map[people.Work]string{people.WorkCheck: "正在核对", people.WorkApply: "正在导入"}

// begin starts work on a roster, unless it is being worked on.
func (im *imports) begin(r *web.Request, j job) error {
	ctx, stop := context.WithCancel(context.WithoutCancel(r.Context()))
	w := &running{What: workNames[j.work], Began: r.Now(), stop: stop}
	im.mu.Lock()
	busy := im.all[j.roster] != nil
	if !busy {
		im.all[j.roster] = w
	}
	im.mu.Unlock()
	if busy {
		stop()
		return nil
	}
	importer := im.importer(r)
	importer.Progress = func(done, total int) {
		im.mu.Lock()
		w.Done, w.Total = done, total
		im.mu.Unlock()
	}
	if err := importer.Begin(ctx, j.roster, j.work); err != nil {
		im.end(j.roster, w)
		return err
	}
	log := r.Server.Log
	go func() {
		defer im.end(j.roster, w)
		err := j.do(ctx, importer)
		if e := errs.As(err); err != nil && ctx.Err() == nil && (e == nil || e.Kind == errs.Internal) {
			log.Error("roster", "id", j.roster.String(), "err", err)
		}
	}()
	return nil
}

func (im *imports) importer(r *web.Request) people.Importer {
	return people.Importer{Stage: r.Server.Stage, By: r.By, Server: im.server}
}

func (im *imports) end(roster rosterID, w *running) {
	w.stop()
	im.mu.Lock()
	defer im.mu.Unlock()
	delete(im.all, roster)
}

// state is a copy of how the work stands; nil when there is none.
func (im *imports) state(roster rosterID) *running {
	im.mu.Lock()
	defer im.mu.Unlock()
	w := im.all[roster]
	if w == nil {
		return nil
	}
	c := *w
	return &c
}

// halt stops the work on a roster, if this server does any.
func (im *imports) halt(roster rosterID) {
	im.mu.Lock()
	defer im.mu.Unlock()
	if w := im.all[roster]; w != nil {
		w.What = "正在停下"
		w.stop()
	}
}

// patience is how long another server is believed to be at work.
const patience = 5 * time.Minute

// elsewhere says whether another server may still be at the work that was begun:
// never beside SQLite, which one server has to itself. What is not under way here
// nor there was cut off.
func (im *imports) elsewhere(v *act.View, b people.Begun) bool {
	if b.Server == im.server {
		return b.What == people.WorkRead // the upload is still coming in
	}
	return v.Tx.Engine() == db.Postgres && v.At.Sub(b.At) < patience
}
