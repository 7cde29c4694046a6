package job_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/job"
)

const childEnv = "JINLIN_JOB_CHILD" // the directory a child process works in until it is killed

func TestMain(m *testing.M) {
	if dir := os.Getenv(childEnv); dir != "" {
		os.Exit(child(dir))
	}
	os.Exit(m.Run())
}

// outside is the other side of a call: a file in which each call leaves its key.
func outside(dir, key string) error {
	f, err := os.OpenFile(filepath.Join(dir, "outside"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(key + "\n")
	return err
}

// where says how a job of the kind is added.
func where(kind string) []job.Option {
	if kind == "call" {
		return []job.Option{job.Outside()}
	}
	return nil
}

func child(dir string) int {
	ctx := context.Background()
	d, err := db.Open(ctx, db.Config{Dir: dir})
	if err != nil {
		println(err.Error())
		return 1
	}
	ahead, _ := strconv.Atoi(os.Getenv(childEnv + "_AHEAD")) // minutes: the leases of the killed have run out
	now := func() time.Time { return time.Now().Add(time.Duration(ahead) * time.Minute) }
	s, k := stage(d, now), job.NewKinds()
	s.IDs, s.Log = id.NewMaker(ahead, now), slog.Default()
	job.Handle(k, "mark", func(a *act.Act, name string) error {
		fmt.Println(name)
		return mark(a, name)
	})
	job.Call(k, "call", func(_ context.Context, _ access.Actor, name string) (func(*act.Act) error, error) {
		fmt.Println(name)
		return func(a *act.Act) error { return mark(a, name) }, outside(dir, name)
	})
	runner(s, k, 4).Run(ctx)
	return 0
}

// R5: over kills no job is lost, none has two effects in the database, and each
// call reached the other side at least once.
func TestKill(t *testing.T) {
	t.Parallel()
	const n = 500
	c := dbtest.Config(t, schema, db.SQLite)
	d, err := db.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	s := stage(d, time.Now)
	do(t, s, func(a *act.Act) error {
		for i := range n {
			for _, kind := range []string{"mark", "call"} {
				if err := job.Add(a, kind, fmt.Sprint(kind, " ", i), where(kind)...); err != nil {
					return err
				}
			}
		}
		return nil
	})
	kills := 0
	for left := 2 * n; left > 0; kills++ {
		if kills > 80 {
			t.Fatalf("%d jobs left after %d kills", left, kills)
		}
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), childEnv+"="+c.Dir, childEnv+"_AHEAD="+strconv.Itoa(6*(kills+1)))
		cmd.Stderr = os.Stderr
		watch := &countdown{left: 40, zero: make(chan struct{})}
		cmd.Stdout = watch
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		select {
		case <-watch.zero:
		case <-time.After(2 * time.Second): // fewer are left than that
		}
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		_, left = effects(t, s)
	}
	if kills < 5 {
		t.Errorf("only %d kills: the test measures nothing", kills)
	}
	eventually(t, s, 2*n, 0)
	reached, err := os.ReadFile(filepath.Join(c.Dir, "outside"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		if !strings.Contains(string(reached), fmt.Sprintf("call %d\n", i)) {
			t.Errorf("call %d never reached the other side", i)
		}
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
}

// countdown closes zero when so many lines were written to it.
type countdown struct {
	left int
	zero chan struct{}
}

func (c *countdown) Write(p []byte) (int, error) {
	before := c.left
	c.left -= strings.Count(string(p), "\n")
	if before > 0 && c.left <= 0 {
		close(c.zero)
	}
	return len(p), nil
}
