package matter

import "github.com/jinlin-oss/jinlin/internal/platform/db"

// sqlKey is the key of a position in keys, as text. Days begin at Beijing
// midnight, 28,800 seconds before that of Greenwich.
const (
	sqlKey db.SQL = `CASE CAST(? AS BIGINT) WHEN 1 THEN CAST(subdistrict_id AS TEXT) WHEN 2 THEN CAST(community_id AS TEXT)
		WHEN 3 THEN CAST(grid_id AS TEXT) WHEN 4 THEN CAST(category_id AS TEXT) WHEN 5 THEN stage WHEN 6 THEN kind
		WHEN 7 THEN channel WHEN 8 THEN CAST((created_at / 1000000 + 28800) / 86400 AS TEXT) END`

	sqlGroups db.SQL = `SELECT coalesce(a, '') AS a, coalesce(b, '') AS b, coalesce(c, '') AS c, count(*) AS n FROM (
			SELECT ` + sqlKey + ` AS a, ` + sqlKey + ` AS b, ` + sqlKey + ` AS c FROM matter_matter WHERE realm_id = :realm AND {where}) AS keyed
		GROUP BY 1, 2, 3`
)
