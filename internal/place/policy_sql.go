package place

import (
	"errors"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

const (
	settingColumns db.SQL = `id, key, place_id, value, valid_from, valid_to, citation, confidence, set_by, set_at`

	sqlPolicies db.SQL = `SELECT ` + settingColumns + ` FROM place_policy WHERE realm_id = :realm AND {where}`
	sqlSettings db.SQL = `SELECT ` + settingColumns + ` FROM place_policy
		WHERE realm_id = :realm AND place_id = ? ORDER BY key, valid_from, id`
	sqlSetting    db.SQL = `SELECT ` + settingColumns + ` FROM place_policy WHERE realm_id = :realm AND id = ?`
	sqlEndSetting db.SQL = `UPDATE place_policy SET valid_to = ? WHERE realm_id = :realm AND id = ?`

	sqlWords   db.SQL = `SELECT place_id, key, zh, en FROM place_word WHERE realm_id = :realm AND {where}`
	sqlSetWord db.SQL = `INSERT INTO place_word (realm_id, place_id, key, zh, en) VALUES (:realm, ?, ?, ?, ?)
		ON CONFLICT (realm_id, place_id, key) DO UPDATE SET zh = excluded.zh, en = excluded.en`
	sqlDropWord db.SQL = `DELETE FROM place_word WHERE realm_id = :realm AND place_id = ? AND key = ?`
)

func loadSetting(v *act.View, setting SettingID) (Setting, error) {
	s, err := db.Get[Setting](v.Tx, sqlSetting, setting)
	if errors.Is(err, db.ErrNone) {
		err = errs.Missing()
	}
	return s, err
}

func endSetting(a *act.Act, setting SettingID, to time.Time) error {
	_, err := a.Tx.Exec(sqlEndSetting, to, setting)
	return err
}
