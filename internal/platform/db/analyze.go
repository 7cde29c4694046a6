package db

import (
	"context"
	"database/sql"
	"errors"

	"github.com/pressly/goose/v3"
)

// sqlAnalyze counts the tables of SQLite. Of a small one it notes instead what it
// will be like when it has grown: every key begins with the realm, which tells
// apart next to nothing, and ends with what tells apart nearly all. Without that
// the planner takes a realm for ten rows and rather reads all of it than look up
// the keys of a list one by one, which an import that fills the table repeats
// for each of its parts.
const sqlAnalyze = `PRAGMA analysis_limit = 1000; ANALYZE;
	CREATE TEMP TABLE small AS SELECT t.name FROM pragma_table_list t
		WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND NOT EXISTS
			(SELECT 1 FROM sqlite_stat1 s WHERE s.tbl = t.name AND CAST(s.stat AS INTEGER) >= 10000);
	DELETE FROM sqlite_stat1 WHERE tbl IN (SELECT name FROM small);
	INSERT INTO sqlite_stat1 (tbl, idx, stat)
		SELECT tbl, idx, '1000000 ' || group_concat(CASE WHEN after > 0 THEN CASE before WHEN 0 THEN 1000000 ELSE 1000 END
			WHEN single THEN 1 ELSE 10 END, ' ' ORDER BY before)
		FROM (SELECT s.name AS tbl, i.name AS idx, i."unique" AS single, c.seqno AS before,
				max(c.seqno) OVER (PARTITION BY s.name, i.name) - c.seqno AS after
			FROM small s JOIN pragma_index_list(s.name) i JOIN pragma_index_info(i.name) c)
		GROUP BY tbl, idx;
	DROP TABLE small`

// sqlReload makes a connection plan by the statistics as they stand.
const sqlReload = "ANALYZE sqlite_schema"

// Analyze refreshes the planner's statistics: after migrations and imports, and
// every night.
func (d *DB) Analyze(ctx context.Context) error {
	if d.Engine == Postgres {
		_, err := d.pool.Exec(ctx, "ANALYZE")
		return err
	}
	if err := d.raw(ctx, func(pool *sql.DB, _ goose.Dialect) error {
		_, err := pool.ExecContext(ctx, sqlAnalyze)
		return err
	}); err != nil {
		return err
	}
	return errors.Join(d.writer.do(ctx, 0, func(t *Tx) error {
		_, err := t.run.exec(sqlReload, nil)
		return err
	}), d.renewReaders())
}

// renewReaders replaces the readers one by one: an old one would go on planning
// by the old statistics.
func (d *DB) renewReaders() error {
	var all error
	for range cap(d.idle) {
		old := <-d.idle
		fresh, err := newSession(d.dir, false)
		if err != nil {
			d.idle <- old
			return err
		}
		d.idle <- fresh
		all = errors.Join(all, old.close())
	}
	return all
}
