package matter

import (
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

const (
	judgementColumns db.SQL = `matter_id, seq, unit_id, path, at, satisfaction, solved, contacted, excluded`

	sqlJudgements  db.SQL = `SELECT ` + judgementColumns + ` FROM matter_judgement WHERE realm_id = :realm AND matter_id = ? ORDER BY seq`
	judgementsSeen db.SQL = ` AND at >= ? AND (at, matter_id) < (?, ?)
		AND matter_id IN (SELECT id FROM matter_matter WHERE realm_id = :realm AND {where}) ORDER BY at DESC, matter_id DESC LIMIT ?`
	sqlJudgementsIn      db.SQL = `SELECT ` + judgementColumns + ` FROM matter_judgement WHERE realm_id = :realm` + judgementsSeen
	sqlJudgementsOfUnit  db.SQL = `SELECT ` + judgementColumns + ` FROM matter_judgement WHERE realm_id = :realm AND unit_id = ?` + judgementsSeen
	sqlJudgementsUnit    db.SQL = `UPDATE matter_judgement SET unit_id = ?, path = ? WHERE realm_id = :realm AND matter_id = ?`
	sqlJudgementsExclude db.SQL = `UPDATE matter_judgement SET excluded = ? WHERE realm_id = :realm AND matter_id = ?`
)

func judgements(v *act.View, matter ID) ([]Judgement, error) {
	return db.Select[Judgement](v.Tx, sqlJudgements, matter)
}
