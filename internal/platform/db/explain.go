package db

// Explain gives the plan of a statement, line by line, as the engine tells it.
// On PostgreSQL reading a whole table, alone or for a join, is priced out, so
// that a plan that still does so has no index to use, however small the table. For tests and benchmarks.
func Explain(t *Tx, q Statement, args ...any) ([]string, error) {
	f := q.statement()
	if t.engine == Postgres {
		if _, err := t.Exec(sqlNoScans); err != nil {
			return nil, err
		}
		f.text = "EXPLAIN (COSTS OFF) " + f.text
		return Select[string](t, f, args...)
	}
	f.text = "EXPLAIN QUERY PLAN " + f.text
	type step struct {
		ID     int    `db:"id"`
		Parent int    `db:"parent"`
		Unused int    `db:"notused"`
		Detail string `db:"detail"`
	}
	steps, err := Select[step](t, f, args...)
	lines := make([]string, len(steps))
	for i, s := range steps {
		lines[i] = s.Detail
	}
	return lines, err
}

const sqlNoScans SQL = `/* every realm */ SELECT set_config('enable_seqscan', 'off', true),
	set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)`
