package matter_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/matter/mattertest"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/event"
)

// cpu is the processor time of this process so far: steadier than the clock on a
// machine that others use.
func cpu(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkRaise raises matters with a key, a trail, a number, a step and
// counters in one durable act each, from 1, 16 and 64 goroutines.
func BenchmarkRaise(b *testing.B) {
	for _, engine := range []db.Engine{db.SQLite, db.Postgres} {
		for _, clients := range []int{1, 16, 64} {
			b.Run(fmt.Sprintf("%s/%d", engine, clients), func(b *testing.B) {
				w := mattertest.New(b, dbtest.Open(b, mattertest.Schema, engine))
				s := *w.Stage
				s.Now, s.Publish = time.Now, event.NewBus().Publish
				n := matter.New{
					Place: w.Town.Homes[0].ID, Channel: matter.ChannelPage, Category: w.Category["repair"],
					Words: "三幢二单元楼道的灯坏了好几天，晚上老人下楼看不见台阶，请尽快来修。",
				}
				var serial atomic.Int64
				var group sync.WaitGroup
				b.ResetTimer()
				before := cpu(b)
				for range clients {
					group.Go(func() {
						for i := serial.Add(1); i <= int64(b.N); i = serial.Add(1) {
							n := n
							n.Key = fmt.Sprintf("key-%d", i)
							if err := s.Do(context.Background(), w.Resident, func(a *act.Act) error {
								_, err := matter.Raise(a, n)
								return err
							}); err != nil {
								b.Error(err)
								return
							}
						}
					})
				}
				group.Wait()
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "raised/s")
				b.ReportMetric(float64((cpu(b)-before).Microseconds())/float64(b.N), "cpu-µs/op")
			})
		}
	}
}

// BenchmarkNewest reads the 20 newest open matters of one community, as one of
// its workers may see them, out of many.
func BenchmarkNewest(b *testing.B) {
	w := mattertest.New(b, dbtest.Open(b, mattertest.Schema, db.SQLite))
	filled(b, w, 100_000)
	here := matter.ScopeOfSeat(w.Worker.Seats[0])
	b.ResetTimer()
	for b.Loop() {
		w.View(b, w.Worker, func(v *act.View) error {
			lines, _, err := matter.List(v, matter.Filter{Scope: here}, matter.Page{})
			if len(lines) != 20 {
				b.Fatal(len(lines))
			}
			return err
		})
	}
}

// BenchmarkBoard makes the board of a subdistrict for a year from the counters.
func BenchmarkBoard(b *testing.B) {
	w := mattertest.New(b, dbtest.Open(b, mattertest.Schema, db.SQLite))
	filled(b, w, 100_000)
	year := matter.Span{From: calendar.NewDay(2025, time.July, 1), To: calendar.NewDay(2026, time.June, 30)}
	b.ResetTimer()
	for b.Loop() {
		w.View(b, mattertest.System, func(v *act.View) error {
			_, err := matter.BoardOf(v, matter.ScopeOf(w.Town.Subdistrict), year)
			return err
		})
	}
}
