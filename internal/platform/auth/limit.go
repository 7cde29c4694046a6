package auth

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Limit is how often something may happen for a key.
type Limit struct {
	Key string // what is counted; no personal data, or an index of it
	N   int
	Per time.Duration
}

// Allow counts one more for the limit and says whether it is still within. The
// count stands and falls with the transaction: what must be counted although it
// is refused is counted in a transaction of its own.
func Allow(tx *db.Tx, at time.Time, l Limit) (bool, error) {
	n, err := count(tx, at, l)
	return n <= l.N, err
}

// TooOften is the refusal of what Allow did not allow.
func TooOften(l Limit) error {
	return errs.New(errs.Throttled, "limit", "次数太多了，请过 %d 分钟再试", int(max(time.Minute, l.Per)/time.Minute))
}

// count adds one to the key's count; a count begins anew when its time is over.
func count(tx *db.Tx, at time.Time, l Limit) (int, error) {
	return db.Get[int](tx, sqlCount, l.Key, at.Add(l.Per), at, at, at.Add(l.Per))
}

func forget(tx *db.Tx, key string) error {
	_, err := tx.Exec(sqlForget, key)
	return err
}
