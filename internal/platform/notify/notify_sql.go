package notify

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const (
	columns db.SQL = `id, person_id, key, kind, words, args, link, place_id, path, at, read_at, state, told_by, told_how, told_at`

	sqlUnread db.SQL = `SELECT count(*) FROM notify_message WHERE realm_id = :realm AND person_id = ? AND read_at IS NULL`
	sqlInbox  db.SQL = `SELECT ` + columns + ` FROM notify_message WHERE realm_id = :realm AND person_id = ? AND {where} ORDER BY id DESC LIMIT ?`
	sqlRead   db.SQL = `UPDATE notify_message SET read_at = ?, state = CASE state WHEN 'undelivered' THEN 'delivered' ELSE state END
		WHERE realm_id = :realm AND person_id = ? AND id <= ? AND read_at IS NULL`
	sqlOpen db.SQL = `UPDATE notify_message SET read_at = ?, state = CASE state WHEN 'undelivered' THEN 'delivered' ELSE state END
		WHERE realm_id = :realm AND id = ? AND read_at IS NULL`
	sqlWaiting db.SQL = `SELECT ` + columns + ` FROM notify_message WHERE realm_id = :realm AND state = 'undelivered' AND {where} AND NOT EXISTS
		(SELECT 1 FROM notify_message l WHERE l.realm_id = notify_message.realm_id AND l.person_id = notify_message.person_id AND l.id > notify_message.id
		AND l.link = notify_message.link AND l.link <> '' AND l.state = 'undelivered') ORDER BY id LIMIT ?`
	sqlMessage db.SQL = `SELECT ` + columns + ` FROM notify_message WHERE realm_id = :realm AND id = ?`
	sqlTold    db.SQL = `UPDATE notify_message SET state = 'told', told_by = ?, told_how = ?, told_at = ?
		WHERE realm_id = :realm AND state = 'undelivered' AND person_id = ? AND (id = ? OR id < ? AND link = ? AND link <> '')`
	sqlSweep db.SQL = `DELETE FROM notify_message WHERE realm_id = :realm AND (read_at < ? OR told_at < ?)`
)
