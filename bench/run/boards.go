package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/insight"
)

// boards is B3 where no database is asked: any grouping over the columns in
// memory, against DuckDB over as many made-up rows.
func boards(s setting) string {
	var b strings.Builder
	b.WriteString("\n## B3 ad-hoc boards\n\nBest of seven, milliseconds, two threads each.\n\n| rows | question | cube | DuckDB | ratio |\n| ---: | --- | ---: | ---: | ---: |\n")
	worst := 1e9
	for _, rows := range []int{s.rows, 10 * s.rows} {
		ours, theirs := cube(rows), duck(rows)
		for _, q := range []string{"board", "three"} {
			if theirs[q] == 0 {
				fmt.Fprintf(&b, "| %d | %s | %.1f | not run | |\n", rows, q, ours[q])
				continue
			}
			worst = min(worst, theirs[q]/ours[q])
			fmt.Fprintf(&b, "| %d | %s | %.1f | %.1f | %.2f |\n", rows, q, ours[q], theirs[q], theirs[q]/ours[q])
		}
	}
	b.WriteByte('\n')
	b.WriteString(verdict("DuckDB's time by ours, the worst case", worst, 2))
	return b.String()
}

func cube(rows int) map[string]float64 {
	c := insight.NewCube(rows)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range int64(rows) {
		f := insight.Fact{ID: i + 1, Day: 20000 + int32(r.IntN(720))}
		f.Values = [...]int64{r.Int64N(20), r.Int64N(1111), r.Int64N(5000), r.Int64N(16), r.Int64N(14), r.Int64N(5), r.Int64N(8), r.Int64N(24)}
		if err := c.Put(f); err != nil {
			panic(err) // the keys above have few values
		}
	}
	best := func(by []insight.Key, f insight.Filter) float64 {
		fastest := time.Hour
		for range 7 {
			start := time.Now()
			if _, err := c.Group(by, f); err != nil {
				panic(err) // three keys of few values
			}
			fastest = min(fastest, time.Since(start))
		}
		return ms(fastest)
	}
	return map[string]float64{
		"board": best([]insight.Key{insight.Community, insight.Stage}, insight.Filter{}),
		"three": best([]insight.Key{insight.Subdistrict, insight.Category, insight.Stage}, insight.Filter{From: 20360}),
	}
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
