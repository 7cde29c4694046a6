package job

import "github.com/jinlin-oss/jinlin/internal/platform/db"

// The runner serves every realm of the instance at once; its statements carry
// the realm of each job instead of the one of a transaction.
const (
	sqlCancel db.SQL = `DELETE FROM job_task WHERE realm_id = :realm AND kind = ? AND uniq = ?`
	sqlFailed db.SQL = `SELECT realm_id, id, kind, payload, run_at, lease_until, attempts, last_error FROM job_task
		WHERE realm_id = :realm AND {where} ORDER BY run_at DESC LIMIT ?`
	sqlRetry db.SQL = `UPDATE job_task SET state = state - ?, attempts = 0, lease_until = 0, run_at = ?
		WHERE realm_id = :realm AND id = ? AND {where}`
	sqlDone    db.SQL = `DELETE FROM job_task WHERE realm_id = :realm AND id = ? AND lease_until = ?`
	sqlDoneAll db.SQL = `DELETE FROM job_task WHERE realm_id = :realm AND lease_until = ? AND {where}`
	sqlAgain   db.SQL = `UPDATE job_task SET lease_until = 0, run_at = ?, state = state + ?, last_error = ?
		WHERE realm_id = :realm AND id = ? AND lease_until = ?`

	sqlClaim db.SQL = `/* every realm */ UPDATE job_task SET lease_until = ?, attempts = attempts + 1
		WHERE (realm_id, id) IN (SELECT realm_id, id FROM job_task
			WHERE run_at <= ? AND lease_until < ? AND {where} ORDER BY run_at LIMIT ? {skip_locked})
		RETURNING realm_id, id, kind, payload, run_at, lease_until, attempts, last_error`
	sqlDue db.SQL = `/* every realm */ SELECT count(*) FROM (SELECT 1 FROM job_task
		WHERE run_at <= ? AND lease_until < ? AND {where} LIMIT 1) AS due`
	sqlFuture db.SQL = `/* every realm */ SELECT coalesce(min(run_at), 0) FROM job_task WHERE {where} AND run_at > ?`

	sqlCronAdd db.SQL = `INSERT INTO job_cron (realm_id, name, next_at) VALUES (:realm, ?, ?) ON CONFLICT DO NOTHING`
	sqlCronDue db.SQL = `UPDATE job_cron SET next_at = ? WHERE realm_id = :realm AND name = ? AND next_at <= ?`

	sqlNodeKeep db.SQL = `UPDATE job_node SET lease_until = ? WHERE realm_id = :realm AND holder = ? RETURNING node`
	sqlNodeTake db.SQL = `INSERT INTO job_node (realm_id, node, holder, lease_until) VALUES (:realm, ?, ?, ?)
		ON CONFLICT (realm_id, node) DO UPDATE SET holder = excluded.holder, lease_until = excluded.lease_until
		WHERE job_node.lease_until < ?`
)
