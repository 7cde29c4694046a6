package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/bench/load"
	"github.com/jinlin-oss/jinlin/internal/app"
)

func main() {
	rows := flag.Int("rows", 1_000_000, "matters in the district")
	rounds := flag.Int("rounds", 5, "rounds of each measurement")
	seconds := flag.Duration("time", 3*time.Second, "of one measurement")
	out := flag.String("out", "bench/RESULTS.md", "where the results go")
	flag.Parse()
	dir, err := os.MkdirTemp("", "jinlin-bench-")
	if err == nil {
		err = run(context.Background(), setting{dir, *rows, *rounds, *seconds, *out})
	}
	_ = os.RemoveAll(dir)
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

type setting struct {
	dir     string
	rows    int
	rounds  int
	seconds time.Duration
	out     string
}

// run builds everyone, fills everyone, measures everyone in turn.
func run(ctx context.Context, s setting) error {
	bins := map[string]string{"jinlin": "./cmd/jinlin"}
	for name, pkg := range bins {
		if err := build(filepath.Join(s.dir, name), ".", pkg); err != nil {
			return err
		}
	}
	if err := build(filepath.Join(s.dir, "pocketbase"), "bench/peers/pocketbase", "."); err != nil {
		return err
	}
	house, err := fill(ctx, app.Config{Addr: "127.0.0.1:0", Dir: filepath.Join(s.dir, "house"), Workers: 2}, s.rows)
	if err != nil {
		return fmt.Errorf("fill: %w", err)
	}
	ours, err := house.contender("jinlin SQLite", filepath.Join(s.dir, "jinlin"))
	if err != nil {
		return err
	}
	defer ours.stop()
	all, houses := []*contender{ours}, []*filled{house}
	if server := os.Getenv("JINLIN_BENCH_POSTGRES"); server != "" {
		second, err := fill(ctx, app.Config{Addr: "127.0.0.1:0", Dir: filepath.Join(s.dir, "house-pg"), Database: server, Workers: 2}, s.rows)
		if err != nil {
			return fmt.Errorf("fill PostgreSQL: %w", err)
		}
		pg, err := second.contender("jinlin PostgreSQL", filepath.Join(s.dir, "jinlin"))
		if err != nil {
			return err
		}
		defer pg.stop()
		all, houses = append(all, pg), append(houses, second)
	}
	for _, full := range []bool{true, false} {
		name := map[bool]string{true: "PocketBase FULL", false: "PocketBase default"}[full]
		pb, err := pocketBase(name, filepath.Join(s.dir, "pocketbase"), filepath.Join(s.dir, strings.ReplaceAll(name, " ", "-")), full, s.rows)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		defer pb.stop()
		all = append(all, pb)
	}
	hello, err := greeter()
	if err != nil {
		return err
	}
	all = append(all, hello)
	text := heading(s)
	for _, section := range []func(setting, []*contender) string{intake, newest} {
		text += section(s, all)
		if err := write(s.out, text); err != nil {
			return err
		}
	}
	for _, c := range all {
		c.stop()
	}
	figures, err := boards(ctx, s, houses)
	if err != nil {
		return fmt.Errorf("boards: %w", err)
	}
	return write(s.out, text+figures+"\n")
}

func build(out, dir, pkg string) error {
	cmd := exec.Command("go", "build", "-trimpath", "-o", out, pkg)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "CGO_ENABLED=0")
	cmd.Stderr = os.Stderr
	return cmd.Run()
}

// greeter is the ceiling: a server that reads the request and says hello. It runs
// in this process, so its CPU time and memory are not comparable.
func greeter() (*contender, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	go func() {
		_ = http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { // ends with the process
			w.WriteHeader(http.StatusCreated)
			_, _ = w.Write([]byte(`{"id":"hello"}`))
		}))
	}()
	c := &contender{name: "hello", addr: l.Addr().String(), want: http.StatusCreated, cmd: &exec.Cmd{Process: &os.Process{Pid: os.Getpid()}}}
	c.intake = func(b *bytes.Buffer, _, _ int) { post(b, c.addr, "/", "", `{"text":"hello"}`) }
	return c, nil
}

func heading(s setting) string {
	cpu, _ := os.ReadFile("/proc/cpuinfo")
	model := ""
	for _, line := range strings.Split(string(cpu), "\n") {
		if name, ok := strings.CutPrefix(line, "model name"); ok {
			model = strings.Trim(name, "\t :")
			break
		}
	}
	return fmt.Sprintf("# Results\n\nMade by `make bench` on %s: %s, %d cores, %s. %d matters, %d rounds of %s, contenders in turn; client and server share the cores. Ratios are medians over the rounds.\n",
		time.Now().Format(time.DateOnly), model, runtime.NumCPU(), runtime.Version(), s.rows, s.rounds, s.seconds)
}

// intake is B1: posts that are acknowledged after the durable commit.
func intake(s setting, all []*contender) string {
	var b strings.Builder
	b.WriteString("\n## B1 durable intake\n\nA matter with its first step, its number, counters, trail and idempotency key in one commit, against one record.\n")
	for _, conns := range []int{1, 16, 64} {
		got := measure(all, conns, s.rounds, s.seconds, func(c *contender) *load.Target {
			return &load.Target{Addr: c.addr, Request: c.intake, Want: c.want}
		})
		fmt.Fprintf(&b, "\n%d connections\n\n%s", conns, head)
		for _, c := range all {
			b.WriteString(row(c.name, got[c.name]))
		}
		plain := median(limit(s, conns))
		if plain > 0 {
			fmt.Fprintf(&b, "| pgbench, two rows in one statement | %.0f | | | | |\n", plain)
		}
		b.WriteByte('\n')
		target := map[int]float64{1: 2, 16: 8, 64: 10}[conns]
		b.WriteString(verdict("SQLite against PocketBase FULL", ratio(got["jinlin SQLite"], got["PocketBase FULL"]), target))
		if conns == 64 {
			b.WriteString(verdict("SQLite against hello", ratio(got["jinlin SQLite"], got["hello"]), 0.25))
			if plain > 0 {
				ours := median(pick(got["jinlin SQLite"], func(r load.Result) float64 { return r.PerSec }))
				b.WriteString(verdict("SQLite against pgbench", ours/plain, 1))
			}
		}
	}
	return b.String()
}

// newest is B2: the newest open matters of one community.
func newest(s setting, all []*contender) string {
	var b strings.Builder
	b.WriteString("\n## B2 newest list\n\nThe 20 newest open matters of one community, permission asked, 16 connections: as JSON, and as the whole page of the desk (50 lines, with filters and navigation) for somebody signed in.\n\n" + head)
	got := map[string][]load.Result{}
	for _, what := range []string{"json", "page", "total", "skipTotal"} {
		for name, rs := range measure(all, 16, s.rounds, s.seconds, func(c *contender) *load.Target {
			if c.list[what] == nil {
				return nil
			}
			return &load.Target{Addr: c.addr, Request: c.list[what], Want: http.StatusOK}
		}) {
			got[name+" "+what] = rs
			b.WriteString(row(name+", "+what, rs))
		}
	}
	b.WriteByte('\n')
	b.WriteString(verdict("SQLite against PocketBase with totals", ratio(got["jinlin SQLite json"], got["PocketBase FULL total"]), 40))
	b.WriteString(verdict("SQLite against PocketBase skipTotal", ratio(got["jinlin SQLite json"], got["PocketBase FULL skipTotal"]), 5))
	b.WriteString(told("SQLite, the whole page, against PocketBase with totals", ratio(got["jinlin SQLite page"], got["PocketBase FULL total"])))
	return b.String()
}

func write(path, text string) error { return os.WriteFile(path, []byte(text), 0o644) }
