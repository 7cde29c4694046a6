package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// questions are what B3 asks of everyone, as DuckDB is asked in its script.
var questions = []struct{ name, what, sql string }{
	{"standard", "stages and categories of a year", "SELECT stage, category, count(*) FROM scratch_board WHERE day >= 20360 GROUP BY 1, 2"},
	{"board", "communities by stage", "SELECT community, stage, count(*) FROM scratch_board GROUP BY 1, 2"},
	{"three", "subdistricts by category and stage in a year", "SELECT subdistrict, category, stage, count(*) FROM scratch_board WHERE day >= 20360 GROUP BY 1, 2, 3"},
}

// targets are how many times faster than DuckDB, and than a scan by PostgreSQL or
// SQLite, an answer must be; 0 for no target.
var targets = map[string][2]float64{"standard": {20, 1000}, "board": {2, 0}, "three": {2, 0}}

// boards is B3: the standard board from counters and any grouping over the
// columns in memory, against scans of as many made-up rows.
func boards(ctx context.Context, s setting, houses []*filled) (string, error) {
	var b strings.Builder
	b.WriteString("\n## B3 dashboards\n\n")
	if err := realBoards(ctx, &b, houses); err != nil {
		return "", err
	}
	standard, err := denseBoards(ctx, filepath.Join(s.dir, "dense"))
	if err != nil {
		return "", err
	}
	b.WriteString("\nThe peers count rows of five numbers (community, subdistrict, category, stage, day), written straight into a table of their own: 1,111 communities, 20 subdistricts, 16 categories, 14 stages, 720 days; SQLite and PostgreSQL without an index, since a board asks for most rows. The cube is fed as many facts. " +
		"The standard board is read from counters as full as they can be (20 subdistricts, 24 months, 16 categories, every measure), whatever number of matters stands behind them; it holds the whole board of a year, the peers only its stages and categories. Milliseconds, the best of seven (of two where a scan takes over a second), two threads each.\n\n")
	b.WriteString("| rows | question | jinlin | DuckDB | PostgreSQL | SQLite |\n| ---: | --- | ---: | ---: | ---: | ---: |\n")
	var verdicts strings.Builder
	for _, rows := range []int{s.rows, 10 * s.rows} {
		ours := cube(rows)
		ours["standard"] = standard.kept
		duckdb, sqlite, postgres := duck(rows), scanSQLite(s.dir, rows), scanPostgres(os.Getenv("JINLIN_BENCH_POSTGRES"), rows)
		for _, q := range questions {
			fmt.Fprintf(&b, "| %d | %s | %.2f | %s | %s | %s |\n", rows, q.what, ours[q.name], shown(duckdb[q.name]), shown(postgres[q.name]), shown(sqlite[q.name]))
			at := fmt.Sprintf("%s, %d rows, against ", q.what, rows)
			aim := targets[q.name]
			if rows == s.rows {
				aim = [2]float64{} // the targets are those of the larger
			}
			against(&verdicts, at+"DuckDB", duckdb[q.name], ours[q.name], aim[0])
			against(&verdicts, at+"PostgreSQL", postgres[q.name], ours[q.name], aim[1])
			against(&verdicts, at+"SQLite", sqlite[q.name], ours[q.name], aim[1])
		}
		fmt.Fprintf(&verdicts, "- the cube at %d rows: %.0f MB, %.0f ms to fill\n", rows, ours["megabytes"], ours["fill"])
	}
	fmt.Fprintf(&b, "\n- the standard board from memory: %.2f ms; from the counters in SQLite: %.2f ms; the months read at the start in %.0f ms\n",
		standard.kept, standard.stored, standard.load)
	b.WriteString(verdicts.String())
	return b.String(), nil
}

func shown(ms float64) string {
	if ms == 0 {
		return "not run"
	}
	return fmt.Sprintf("%.1f", ms)
}

func against(b *strings.Builder, what string, theirs, ours, target float64) {
	switch {
	case theirs == 0 || ours == 0:
	case target == 0:
		b.WriteString(told(what, theirs/ours))
	default:
		b.WriteString(verdict(what, theirs/ours, target))
	}
}

// best is the fastest of seven runs in milliseconds, of two where one takes over
// a second.
func best(f func() error) (float64, error) {
	fastest := time.Hour
	for i := 0; i < 7 && (i < 2 || fastest < time.Second); i++ {
		start := time.Now()
		if err := f(); err != nil {
			return 0, err
		}
		fastest = min(fastest, time.Since(start))
	}
	return ms(fastest), nil
}

func duck(rows int) map[string]float64 {
	cmd := exec.Command("node", "board.mjs", strconv.Itoa(rows))
	cmd.Dir = "bench/peers/duckdb"
	text, err := cmd.Output()
	out := map[string]float64{}
	if err != nil || json.Unmarshal(text, &out) != nil {
		return map[string]float64{}
	}
	return out
}
