package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/app"
	"github.com/jinlin-oss/jinlin/internal/insight"
	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/portal"
)

// realBoards asks the filled houses themselves, permission and all.
func realBoards(ctx context.Context, b *strings.Builder, houses []*filled) error {
	b.WriteString("The filled district, with permission, places and weights read as a page reads them. Milliseconds, the best of seven.\n\n| | matters | board of a year | communities by stage | figures built at the start |\n| --- | ---: | ---: | ---: | ---: |\n")
	for _, f := range houses {
		a, err := app.Open(ctx, f.config, app.Options{Log: slog.New(slog.DiscardHandler)})
		if err != nil {
			return err
		}
		err = realBoard(ctx, b, a, f)
		if err = errors.Join(err, a.Close()); err != nil {
			return err
		}
	}
	return nil
}

func realBoard(ctx context.Context, b *strings.Builder, a *app.App, f *filled) error {
	start := time.Now()
	if err := a.LoadFigures(ctx); err != nil {
		return err
	}
	built := time.Since(start)
	realms, err := a.Realms(ctx)
	if err != nil {
		return err
	}
	scope, err := district(ctx, a, realms[0])
	if err != nil {
		return err
	}
	board, err := best(func() error { return standardBoard(ctx, a, realms[0], scope, &a.Figures().Months) })
	if err != nil {
		return err
	}
	var n int64
	groups, err := best(func() error {
		return a.Stage.See(ctx, access.Actor{Realm: realms[0], System: "bench"}, func(v *act.View) error {
			all, err := a.Figures().Group(v, matter.Question{Scope: scope, By: []matter.Key{matter.ByCommunity, matter.ByStage}})
			n = 0
			for _, g := range all {
				n += g.N
			}
			return err
		})
	})
	fmt.Fprintf(b, "| %s | %d | %.2f | %.2f | %.0f |\n", a.Stage.DB.Engine, n, board, groups, ms(built))
	return err
}

func district(ctx context.Context, a *app.App, realm int64) (scope matter.Scope, err error) {
	err = a.Stage.See(ctx, access.Actor{Realm: realm, System: "bench"}, func(v *act.View) error {
		roots, err := place.Roots(v)
		if err == nil {
			scope = matter.ScopeOf(roots[0])
		}
		return err
	})
	return scope, err
}

// standardBoard reads the board of a district over the last twelve months.
func standardBoard(ctx context.Context, a *app.App, realm int64, s matter.Scope, kept *matter.Months) error {
	return a.Stage.See(ctx, access.Actor{Realm: realm, System: "bench"}, func(v *act.View) error {
		today := calendar.DayOf(v.At)
		last := calendar.NewDay(today.Year(), time.Month(today/100%100), 1).AddMonths(1).Add(-1)
		_, err := kept.BoardOf(v, s, matter.Span{From: last.Add(1).AddMonths(-12), To: last})
		return err
	})
}

// dense is how long the board takes from counters as full as they can be.
type dense struct{ kept, stored, load float64 }

const (
	denseSubdistricts = 20
	denseMonths       = 24
	denseCategories   = 16
)

// denseBoards fills the counters of a district and reads its board.
func denseBoards(ctx context.Context, dir string) (d dense, err error) {
	config := app.Config{Addr: "127.0.0.1:0", Dir: dir, Workers: 1}
	open := func() (*app.App, error) {
		return app.Open(ctx, config, app.Options{Log: slog.New(slog.DiscardHandler)})
	}
	a, err := open()
	if err != nil {
		return d, err
	}
	realm, subdistricts, err := plant(ctx, a)
	if err = errors.Join(err, a.Close()); err != nil {
		return d, err
	}
	if err := fillCounters(filepath.Join(dir, "jinlin.db"), realm, subdistricts); err != nil {
		return d, err
	}
	if a, err = open(); err != nil {
		return d, err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	start := time.Now()
	if err := a.LoadFigures(ctx); err != nil {
		return d, err
	}
	d.load = ms(time.Since(start))
	scope, err := district(ctx, a, realm)
	if err != nil {
		return d, err
	}
	if d.kept, err = best(func() error { return standardBoard(ctx, a, realm, scope, &a.Figures().Months) }); err != nil {
		return d, err
	}
	d.stored, err = best(func() error { return standardBoard(ctx, a, realm, scope, nil) })
	return d, err
}

func plant(ctx context.Context, a *app.App) (realm int64, subdistricts []place.ID, err error) {
	opened, err := portal.Establish(ctx, a.Stage, portal.Opening{
		Kind: place.DistrictRealm, Level: place.District, Name: "测区", Person: "测试", Login: "bench.lead"})
	if err != nil {
		return 0, nil, err
	}
	err = a.Stage.Do(ctx, access.Actor{Realm: opened.Realm.ID, System: "bench"}, func(x *act.Act) error {
		for i := range denseSubdistricts {
			s, err := place.Add(x, place.New{Kind: place.Subdistrict, Name: "街道" + strconv.Itoa(i), Parent: opened.Root})
			if err != nil {
				return err
			}
			subdistricts = append(subdistricts, s.ID)
		}
		return nil
	})
	return opened.Realm.ID, subdistricts, err
}

// fillCounters writes every counter of every month straight into the table.
func fillCounters(file string, realm int64, subdistricts []place.ID) (err error) {
	d, err := sql.Open("sqlite", file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	tx, err := d.Begin()
	if err != nil {
		return err
	}
	insert, err := tx.Prepare("INSERT INTO matter_count (realm_id, place_id, period, category_id, measure, n, entered, spent) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
	if err != nil {
		return err
	}
	r := rand.New(rand.NewPCG(1, 2))
	month := calendar.DayOf(time.Now()).AddMonths(1 - denseMonths)
	for range denseMonths {
		for _, s := range subdistricts {
			for category := range denseCategories {
				for _, measure := range measures() {
					if _, err := insert.Exec(realm, int64(s), int(month)/100*100, 1000+category, measure, r.IntN(100), 100, r.Int64N(1e12)); err != nil {
						return err
					}
				}
			}
		}
		month = month.AddMonths(1)
	}
	return tx.Commit()
}

// measures are all that is counted.
func measures() (out []string) {
	for _, s := range matter.Stages() {
		out = append(out, "at:"+string(s))
	}
	for _, o := range matter.Outcomes() {
		out = append(out, "outcome:"+string(o))
	}
	for _, k := range []place.Kind{place.Grid, place.Community, place.Subdistrict, place.District} {
		out = append(out, "reach:"+string(k))
	}
	for _, m := range []matter.Measure{matter.CountValid, matter.CountContacted, matter.CountSolved, matter.CountSatisfied, matter.CountBasically} {
		out = append(out, string(m), "x:"+string(m))
	}
	return append(out, string(matter.CountClosed), string(matter.CountClosedAgain), string(matter.CountUnjudged), string(matter.CountLate))
}

// cube fills a cube with made-up facts and asks it.
func cube(rows int) map[string]float64 {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := time.Now()
	c := insight.NewCube(rows)
	stages, first := matter.Stages(), calendar.NewDay(2024, time.January, 1)
	days := make([]calendar.Day, 720)
	for i := range days {
		days[i] = first.Add(i)
	}
	for i := range rows {
		community := i * 7919 % 1111
		if err := c.Put(matter.Fact{
			ID: matter.ID(i + 1), Subdistrict: place.ID(1 + community%20), Community: place.ID(100 + community), Grid: place.ID(10_000 + community*5 + i%5),
			Category: matter.CategoryID(1 + i*31%16), Stage: stages[i*17%14], Raised: days[i*13%720],
		}); err != nil {
			panic(err) // the keys above have few values
		}
	}
	out := map[string]float64{"fill": ms(time.Since(start))}
	runtime.GC()
	runtime.ReadMemStats(&after)
	out["megabytes"] = float64(after.HeapAlloc-before.HeapAlloc) / (1 << 20)
	ask := func(q matter.Question) float64 {
		took, err := best(func() error {
			_, err := c.Group(q, nil)
			return err
		})
		if err != nil {
			panic(err) // three keys of few values
		}
		return took
	}
	out["board"] = ask(matter.Question{By: []matter.Key{matter.ByCommunity, matter.ByStage}})
	out["three"] = ask(matter.Question{By: []matter.Key{matter.BySubdistrict, matter.ByCategory, matter.ByStage}, Raised: [2]calendar.Day{days[360]}})
	return out
}
