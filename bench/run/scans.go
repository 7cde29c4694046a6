package main

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"

	_ "github.com/jackc/pgx/v5/stdlib" // asks PostgreSQL
)

// scanSQLite asks a table of its own of a new file.
func scanSQLite(dir string, rows int) map[string]float64 {
	file := filepath.Join(dir, "scratch.db")
	defer func() { _ = os.Remove(file) }() // the directory goes as a whole in the end
	return scan("sqlite", file, fmt.Sprintf("WITH RECURSIVE t(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM t WHERE i < %d)", rows-1))
}

// scanPostgres asks a table of its own beside the house; nothing without a server.
func scanPostgres(url string, rows int) map[string]float64 {
	if url == "" {
		return nil
	}
	return scan("pgx", url, fmt.Sprintf("WITH t(i) AS (SELECT generate_series(0, %d))", rows-1))
}

// scan fills the table from the numbers 0 to rows and asks each question.
func scan(driver, source, numbers string) map[string]float64 {
	out := map[string]float64{}
	d, err := sql.Open(driver, source)
	if err != nil {
		return out
	}
	defer d.Close()
	for _, q := range []string{
		"DROP TABLE IF EXISTS scratch_board",
		"CREATE TABLE scratch_board (community SMALLINT NOT NULL, subdistrict SMALLINT NOT NULL, category SMALLINT NOT NULL, stage SMALLINT NOT NULL, day SMALLINT NOT NULL)",
		"INSERT INTO scratch_board " + numbers + " SELECT CAST(i AS BIGINT) * 7919 % 1111, (CAST(i AS BIGINT) * 7919 % 1111) % 20, CAST(i AS BIGINT) * 31 % 16, CAST(i AS BIGINT) * 17 % 14, 20000 + CAST(i AS BIGINT) * 13 % 720 FROM t",
		"ANALYZE scratch_board",
	} {
		if _, err := d.Exec(q); err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", driver, err)
			return out
		}
	}
	for _, q := range questions {
		took, err := best(func() error {
			rows, err := d.Query(q.sql)
			if err != nil {
				return err
			}
			for rows.Next() {
			}
			return rows.Close()
		})
		if err == nil {
			out[q.name] = took
		}
	}
	_, _ = d.Exec("DROP TABLE scratch_board")
	return out
}
