package app

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"github.com/jinlin-oss/jinlin/internal/insight"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/event"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/job"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
)

// App is the house, built.
type App struct {
	Config Config
	Stage  *act.Stage
	Runner *job.Runner
	Server *web.Server
	Demo   *Demo // nil on a real instance

	rooms
	settings settings
	schema   int64
	log      *slog.Logger
	done     []func() error // undone in reverse on Close
	renew    func(context.Context) error
	group    sync.WaitGroup
	stop     context.CancelFunc
}

// Options are what a test or the demo builds differently.
type Options struct {
	Now  func() time.Time // the clock of the house; nil: the real one
	Log  *slog.Logger     // nil: standard error
	Demo *Demo            // who may be switched to without signing in
	// Beside is for a command that works beside the server, or before one is
	// replaced: it refuses a database of another release instead of migrating it
	// under a server that runs, and makes none where there is none.
	Beside bool
	// Codes receives the one-time codes of a development server or a test.
	Codes func(phone, code string)
}

// Open builds the house over its database, migrated.
func Open(ctx context.Context, c Config, o Options) (*App, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = newLog(c.LogJSON)
	}
	a := &App{Config: c, Demo: o.Demo, log: o.Log}
	if err := a.build(ctx, o); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

// build opens the database and puts the rooms together.
func (a *App) build(ctx context.Context, o Options) error {
	if o.Beside && !a.Config.founded() {
		return ErrNone
	}
	d, err := db.Open(ctx, db.Config{Dir: a.Config.Dir, URL: a.Config.Database})
	if err != nil {
		return err
	}
	a.closing(d.Close)
	if !o.Beside {
		if _, err := d.Migrate(ctx, Schema()); err != nil {
			return err
		}
	}
	if a.schema, err = d.Version(ctx); err != nil {
		return err
	}
	if err := fits(a.schema); err != nil {
		return err
	}
	bus, kinds := event.NewBus(), job.NewKinds()
	a.Stage = &act.Stage{DB: d, Policy: Policy(), Now: o.Now, Publish: bus.Publish, Log: o.Log}
	if err := a.takeNode(ctx); err != nil {
		return err
	}
	a.Runner = &job.Runner{Stage: a.Stage, Kinds: kinds, Log: o.Log, Workers: a.Config.Workers}
	if err := a.furnish(ctx, o); err != nil {
		return err
	}
	a.wire(bus, kinds)
	a.newServer()
	return nil
}

func newLog(asJSON bool) *slog.Logger {
	if asJSON {
		return slog.New(slog.NewJSONHandler(os.Stderr, nil))
	}
	return slog.New(slog.NewTextHandler(os.Stderr, nil))
}

func (a *App) closing(f func() error) { a.done = append(a.done, f) }

// Close stops the jobs under way and closes what was opened.
func (a *App) Close() error {
	if a.stop != nil {
		a.stop()
		a.group.Wait()
	}
	var all error
	for i := len(a.done) - 1; i >= 0; i-- {
		all = errors.Join(all, a.done[i]())
	}
	a.done = nil
	return all
}

// takeNode leases the node number of this process's ids.
func (a *App) takeNode(ctx context.Context) error {
	holder := rand.Text()
	node, err := job.TakeNode(ctx, a.Stage.DB, holder, a.Stage.Now())
	if err != nil {
		return fmt.Errorf("node number: %w", err)
	}
	a.Stage.IDs = id.NewMaker(node, a.Stage.Now)
	a.renew = func(ctx context.Context) error {
		node, err := job.TakeNode(ctx, a.Stage.DB, holder, a.Stage.Now())
		if err == nil {
			a.Stage.IDs.Move(node) // another one, when the lease was lost
		}
		return err
	}
	return nil
}

// Start sets the jobs and the clockwork going.
func (a *App) Start(ctx context.Context) {
	ctx, a.stop = context.WithCancel(context.WithoutCancel(ctx))
	a.group.Go(func() { a.Runner.Run(ctx) })
	a.group.Go(func() { a.clockwork(ctx) })
	a.group.Go(func() { a.keepFigures(ctx) })
}

// keepFigures builds each minute what is not in memory yet: all of it at the
// start, a new realm, what a move of a place has overthrown.
func (a *App) keepFigures(ctx context.Context) {
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	for {
		if err := a.LoadFigures(ctx); err != nil && ctx.Err() == nil {
			a.log.Error("figures", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Figures are what the process keeps in memory to answer questions from.
func (a *App) Figures() *insight.Figures { return &a.figures }

// LoadFigures builds the figures of every realm that are not in memory yet.
func (a *App) LoadFigures(ctx context.Context) error {
	realms, err := a.realms(ctx)
	if err != nil {
		return err
	}
	for _, realm := range realms {
		if err := a.figures.Load(ctx, a.Stage, realm); err != nil {
			return err
		}
	}
	return nil
}

// clockwork does each minute what is due each minute.
func (a *App) clockwork(ctx context.Context) {
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	for {
		if err := a.Tick(ctx); err != nil && ctx.Err() == nil {
			a.log.Error("clockwork", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Tick does what is due now of the repeated things, in every realm.
func (a *App) Tick(ctx context.Context) error {
	if err := a.renew(ctx); err != nil {
		return err
	}
	realms, err := a.realms(ctx)
	if err != nil {
		return err
	}
	var all error
	for _, realm := range realms {
		all = errors.Join(all, a.Runner.Tick(ctx, realm))
	}
	return all
}

// Serve answers requests on the listener until ctx ends, then finishes those
// under way.
func (a *App) Serve(ctx context.Context, l net.Listener) error {
	srv := web.HTTP(a.Server.Handler(), a.log)
	ended := make(chan error, 1)
	go func() {
		<-ctx.Done()
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
		defer cancel()
		ended <- srv.Shutdown(grace)
	}()
	var err error
	if a.Config.TLSCert != "" {
		err = srv.ServeTLS(l, a.Config.TLSCert, a.Config.TLSKey)
	} else {
		err = srv.Serve(l)
	}
	if errors.Is(err, http.ErrServerClosed) {
		return <-ended
	}
	return err
}

// Settle does everything that is due, jobs and clockwork, until nothing is: for
// whoever moves the clock.
func (a *App) Settle() error {
	ctx := context.Background()
	if err := a.Tick(ctx); err != nil {
		return err
	}
	for {
		if n, err := a.Runner.Once(ctx); n == 0 || err != nil {
			return err
		}
	}
}
