package main

import (
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// insertScript is a matter and its first step in one statement, with nothing else:
// what PostgreSQL itself can keep of such work on this machine.
const insertScript = `WITH m AS (INSERT INTO limit_matter (unit, words) VALUES (1, '楼道的灯不亮了，老人上下楼看不清台阶。') RETURNING id)
INSERT INTO limit_step (matter, seq, verb) SELECT id, 1, 'raise' FROM m;
`

// limit asks pgbench, beside the house on PostgreSQL, how many such inserts a
// second it commits over so many connections, each round anew; nil without a
// server or without pgbench.
func limit(s setting, conns int) (rates []float64) {
	url := os.Getenv("JINLIN_BENCH_POSTGRES")
	program := pgbench()
	if url == "" || program == "" {
		return nil
	}
	script := filepath.Join(s.dir, "limit.sql")
	err := os.WriteFile(script, []byte(insertScript), 0o600)
	if err == nil {
		err = limitTables(url)
	}
	for range s.rounds {
		if err != nil {
			fmt.Fprintln(os.Stderr, "pgbench:", err)
			return nil
		}
		var out []byte
		out, err = exec.Command(program, "-n", "-M", "prepared", "-c", strconv.Itoa(conns), "-j", strconv.Itoa(min(conns, 2)),
			"-T", strconv.Itoa(int(s.seconds/time.Second)), "-f", script, url).Output()
		_, after, _ := strings.Cut(string(out), "tps = ")
		figure, _, _ := strings.Cut(after, " ")
		if rate, e := strconv.ParseFloat(figure, 64); e == nil {
			rates = append(rates, rate)
		}
	}
	return rates
}

// pgbench is where Debian puts it, or on the path.
func pgbench() string {
	if found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/pgbench"); len(found) > 0 {
		return found[len(found)-1]
	}
	path, _ := exec.LookPath("pgbench")
	return path
}

func limitTables(url string) error {
	d, err := sql.Open("pgx", url)
	if err != nil {
		return err
	}
	defer d.Close()
	_, err = d.Exec(`
DROP TABLE IF EXISTS limit_matter, limit_step;
CREATE TABLE limit_matter (id BIGSERIAL PRIMARY KEY, unit INT NOT NULL, words TEXT NOT NULL, at TIMESTAMPTZ NOT NULL DEFAULT now());
CREATE INDEX ON limit_matter (unit, id);
CREATE TABLE limit_step (matter BIGINT NOT NULL, seq INT NOT NULL, verb TEXT NOT NULL, PRIMARY KEY (matter, seq))`)
	return err
}
