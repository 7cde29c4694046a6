package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/app"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/trail"
	"github.com/jinlin-oss/jinlin/internal/portal"
)

// crashRounds is how often the server is killed (R1: 30 in CI).
const crashRounds = 30

// victim is the built program over a directory, started and killed again and
// again.
type victim struct {
	t     *testing.T
	bin   string
	dir   string
	addr  string
	token string
	place string
	cmd   *exec.Cmd
}

// A server that is killed in the middle of everything loses nothing that it had
// acknowledged, does nothing twice when it is asked again, and its trail holds
// (TRUST R1, R6).
func TestKilledServerKeepsWhatItAcknowledged(t *testing.T) {
	if testing.Short() {
		t.Skip("kills a server thirty times")
	}
	t.Parallel()
	v := newVictim(t, t.TempDir())
	v.suffer(crashRounds, v.kill)
}

// suffer puts the server under load, ends it by force and starts it again, round
// by round, and at last looks at what is left.
func (v *victim) suffer(rounds int, end func()) {
	t := v.t
	t.Helper()
	acked := map[string]string{} // key -> id
	var waiting []string         // keys whose outcome is not known
	for round := range rounds {
		v.start()
		for _, key := range waiting { // asked again: one matter, whatever became of the first
			id, err := v.raise(key)
			if err != nil {
				t.Fatalf("round %d: asked again: %v", round, err)
			}
			acked[key] = id
		}
		waiting = v.load(round, acked, end)
	}
	v.start()
	for key, id := range acked {
		if again, err := v.raise(key); err != nil || again != id {
			t.Errorf("%s was acknowledged as %s and is now %s (%v)", key, id, again, err)
		}
	}
	v.kill()
	v.inspect(len(acked) + len(waiting))
	t.Logf("%d acknowledged over %d rounds, %d of unknown outcome asked again", len(acked), rounds, len(waiting))
}

// newVictim founds a community in a directory and builds the program.
func newVictim(t *testing.T, dir string) *victim {
	t.Helper()
	v := &victim{t: t, bin: filepath.Join(t.TempDir(), "jinlin"), dir: dir}
	build := exec.Command("go", "build", "-o", v.bin, "../../cmd/jinlin")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	v.addr = l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	v.house(func(ctx context.Context, a *app.App) error {
		opened, err := portal.Establish(ctx, a.Stage, portal.Opening{
			Kind: place.DistrictRealm, Level: place.Community, Name: "试点社区", Person: "负责人", Login: "lead.one"})
		if err != nil {
			return err
		}
		v.place = opened.Root.String()
		return a.Stage.Do(ctx, access.Actor{Realm: opened.Realm.ID, System: "test"}, func(x *act.Act) error {
			seats, err := org.Seats(x.View, org.SeatFilter{Kind: org.CommunitySecretary})
			if err != nil {
				return err
			}
			v.token, err = auth.MakeToken(x, seats[0].Thing(), auth.Token{Person: int64(opened.Person), Seat: int64(seats[0].ID), Label: "测试"})
			return err
		})
	})
	return v
}

// house opens the directory from within the test, while no server runs.
func (v *victim) house(f func(context.Context, *app.App) error) {
	v.t.Helper()
	a, err := app.Open(v.t.Context(), app.Config{Addr: v.addr, Dir: v.dir, Workers: 1}, app.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		v.t.Fatal(err)
	}
	if err := f(v.t.Context(), a); err != nil {
		v.t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		v.t.Fatal(err)
	}
}

func (v *victim) start() {
	v.t.Helper()
	v.cmd = exec.Command(v.bin, "serve", "--addr", v.addr, "--data", v.dir)
	if err := v.cmd.Start(); err != nil {
		v.t.Fatal(err)
	}
	began := time.Now()
	for time.Since(began) < 30*time.Second {
		res, err := http.Get("http://" + v.addr + "/healthz")
		if err == nil {
			_ = res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return
			}
		}
		time.Sleep(20 * time.Millisecond)
	}
	v.t.Fatal("the server is not ready again after 30 s")
}

func (v *victim) kill() {
	_ = v.cmd.Process.Kill() // SIGKILL
	_ = v.cmd.Wait()
}

// load raises matters from eight clients until the end comes over them. It gives
// the keys whose answer never came, or came while the end was under way.
func (v *victim) load(round int, acked map[string]string, end func()) (unknown []string) {
	var mu sync.Mutex
	over := false
	var group sync.WaitGroup
	until := time.Now().Add(time.Duration(100+rand.IntN(400)) * time.Millisecond)
	for c := range 8 {
		group.Go(func() {
			for n := 0; ; n++ {
				key := fmt.Sprintf("%d-%d-%d", round, c, n)
				id, err := v.raise(key)
				mu.Lock()
				if err != nil || over {
					unknown = append(unknown, key)
					mu.Unlock()
					return
				}
				acked[key] = id
				mu.Unlock()
			}
		})
	}
	time.Sleep(time.Until(until))
	mu.Lock()
	over = true
	mu.Unlock()
	end()
	group.Wait()
	return unknown
}

var client = &http.Client{Timeout: 10 * time.Second}

// raise posts a matter; only a whole 201 body counts as acknowledged.
func (v *victim) raise(key string) (string, error) {
	body, err := json.Marshal(map[string]string{"place": v.place, "words": "楼道灯不亮 " + key})
	if err != nil {
		return "", err
	}
	req, err := http.NewRequest("POST", "http://"+v.addr+"/api/v1/matters", bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	req.Header.Set("Authorization", "Bearer "+v.token)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Idempotency-Key", key)
	res, err := client.Do(req)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		return "", err
	}
	var out struct{ ID string }
	if res.StatusCode != http.StatusCreated || json.Unmarshal(text, &out) != nil || out.ID == "" {
		return "", fmt.Errorf("%d %s", res.StatusCode, text)
	}
	return out.ID, nil
}

const (
	sqlRaised  db.SQL = `SELECT count(*) FROM matter_matter WHERE realm_id = :realm`
	sqlFirsts  db.SQL = `SELECT count(*) FROM matter_step WHERE realm_id = :realm AND seq = 1`
	sqlTwins   db.SQL = `SELECT count(*) - count(DISTINCT words) FROM matter_matter WHERE realm_id = :realm`
	sqlRepeats db.SQL = `SELECT count(*) - count(DISTINCT key || '/' || person_id) FROM notify_message WHERE realm_id = :realm`
)

// inspect counts what is left: every matter whole, none twice, no notice twice,
// the trail unbroken.
func (v *victim) inspect(want int) {
	v.t.Helper()
	v.house(func(ctx context.Context, a *app.App) error {
		realms, err := a.Realms(ctx)
		if err != nil {
			return err
		}
		if err := a.Settle(); err != nil {
			return err
		}
		return a.Stage.See(ctx, access.Actor{Realm: realms[0]}, func(x *act.View) error {
			for name, q := range map[string]db.SQL{"matters raised twice": sqlTwins, "notices told twice": sqlRepeats} {
				if n, err := db.Get[int](x.Tx, q); err != nil || n != 0 {
					v.t.Errorf("%s: %d, %v", name, n, err)
				}
			}
			raised, err := db.Get[int](x.Tx, sqlRaised)
			if err != nil {
				return err
			}
			firsts, err := db.Get[int](x.Tx, sqlFirsts)
			if err != nil {
				return err
			}
			if raised != firsts || raised > want {
				v.t.Errorf("%d matters, %d first steps, at most %d were asked for", raised, firsts, want)
			}
			_, err = trail.Verify(x.Tx, nil)
			return err
		})
	})
}
