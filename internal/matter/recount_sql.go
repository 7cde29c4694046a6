package matter

import (
	"fmt"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

const (
	sqlCells db.SQL = `SELECT category_id, measure, CAST(sum(n) AS BIGINT) AS n, CAST(sum(entered) AS BIGINT) AS entered,
		CAST(sum(spent) AS BIGINT) AS spent
		FROM matter_count WHERE realm_id = :realm AND {where} GROUP BY category_id, measure`
	sqlAllCells db.SQL = `SELECT place_id, period, category_id, measure, n, entered, spent FROM matter_count
		WHERE realm_id = :realm AND (n <> 0 OR entered <> 0 OR spent <> 0)`
	sqlMonthsClear db.SQL = `DELETE FROM matter_count WHERE realm_id = :realm AND place_id = ? AND period % 100 = 0`
	sqlMonthsSum   db.SQL = `INSERT INTO matter_count (realm_id, place_id, period, category_id, measure, n, entered, spent)
		SELECT :realm, CAST(? AS BIGINT), period - period % 100, category_id, measure, CAST(sum(n) AS BIGINT), CAST(sum(entered) AS BIGINT), CAST(sum(spent) AS BIGINT)
		FROM matter_count WHERE realm_id = :realm AND period % 100 <> 0 AND place_id IN (SELECT id FROM place_v_place
			WHERE realm_id = :realm AND (id = ? OR kind = 'community' AND path >= ? AND path < ?))
		GROUP BY period - period % 100, category_id, measure`
	sqlMonthCells db.SQL = `SELECT place_id, period, category_id, measure, n, entered, spent FROM matter_count
		WHERE realm_id = :realm AND place_id IN (SELECT id FROM place_v_place
			WHERE realm_id = :realm AND (kind = 'subdistrict' OR parent_id IS NULL)) AND period % 100 = 0`
	sqlStandCells db.SQL = `SELECT place_id, measure, CAST(sum(n) AS BIGINT) AS n FROM matter_count
		WHERE realm_id = :realm AND period % 100 <> 0 AND {where} GROUP BY place_id, measure`
	sqlPlacesUnder db.SQL = `SELECT id FROM place_v_place WHERE realm_id = :realm AND kind = ? AND path >= ? AND path < ?`

	sqlMattersOf db.SQL = `SELECT ` + matterColumns + ` FROM matter_matter WHERE realm_id = :realm AND {where} ORDER BY id LIMIT ?`
	sqlFacts     db.SQL = `SELECT id, subdistrict_id, community_id, grid_id, category_id, stage, kind, channel, created_at
		FROM matter_matter WHERE realm_id = :realm ORDER BY id`
	sqlStepsOf      db.SQL = `SELECT matter_id, seq, at, stage FROM matter_step WHERE realm_id = :realm AND {where} ORDER BY matter_id, seq`
	sqlJudgementsOf db.SQL = `SELECT ` + judgementColumns + ` FROM matter_judgement WHERE realm_id = :realm AND {where} ORDER BY matter_id, seq`

	sqlTimes db.SQL = `SELECT level, count(DISTINCT matter_id) AS matters, CAST(sum(until - at) AS BIGINT) AS spent FROM (
			SELECT s.matter_id, s.level, s.stage, s.at, lead(s.at) OVER (PARTITION BY s.matter_id ORDER BY s.seq) AS until
			FROM matter_step s WHERE s.realm_id = :realm
			AND s.matter_id IN (SELECT id FROM matter_matter WHERE realm_id = :realm AND {where})) AS stays
		WHERE level <> '' AND until IS NOT NULL AND stage NOT IN ('closed', 'merged', 'withdrawn', 'diverted')
		GROUP BY level`
)

const maxDiffering = 100

// differing says how the counters kept differ from those recounted.
func differing(got, want []cell) []string {
	var out []string
	rest := make(map[cellKey]cell, len(want))
	for _, c := range want {
		rest[c.key()] = c
	}
	say := func(got, want cell) {
		if len(out) < maxDiffering {
			out = append(out, fmt.Sprintf("%s %d %s %s: %d/%d/%d, want %d/%d/%d", got.Place, got.Period, got.Category, got.Measure,
				got.N, got.Entered, got.Spent, want.N, want.Entered, want.Spent))
		}
	}
	for _, c := range got {
		if w := rest[c.key()]; w != c {
			w.Place, w.Period = c.Place, c.Period
			say(c, w)
		}
		delete(rest, c.key())
	}
	for _, w := range want {
		if _, missing := rest[w.key()]; missing {
			say(cell{Place: w.Place, Period: w.Period, Category: w.Category, Measure: w.Measure}, w)
		}
	}
	return out
}
