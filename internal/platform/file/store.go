package file

import (
	"context"
	"encoding/hex"
	"io"
	"iter"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Key names content: the SHA-256 of its bytes, 64 small hexadecimal digits.
type Key string

// Valid says whether the key could be one; nothing else ever reaches a path.
func (k Key) Valid() bool {
	raw, err := hex.DecodeString(string(k))
	return err == nil && len(raw) == 32 && hex.EncodeToString(raw) == string(k)
}

// Stored is one piece of content in a store.
type Stored struct {
	Key  Key
	Size int64
	At   time.Time // when it was last put
}

// Store keeps content under its key. All methods may be called at once from
// many places.
//
// Durability: when Put has returned, the content outlives a crash and a power
// cut. Consistency: what Put has returned Get finds. The same content put twice
// is kept once.
type Store interface {
	// Put keeps what r gives until its end and says under which key and how
	// many bytes. On an error nothing is kept. A full disk is errs.Unavailable.
	Put(ctx context.Context, r io.Reader) (Key, int64, error)
	// Get opens content for reading; the caller closes it. What is not there is
	// errs.NotFound.
	Get(ctx context.Context, key Key) (io.ReadSeekCloser, error)
	// Delete removes content; what is not there is no error.
	Delete(ctx context.Context, key Key) error
	// All lists everything, in no order, for backups and for sweeping out what no
	// row names any more; At of content put again is the later time, so that a
	// sweep that leaves young content alone never races a Put. It stops after the
	// first error.
	All(ctx context.Context) iter.Seq2[Stored, error]
}

// missing is the answer for a key under which nothing is kept.
func missing() error {
	return errs.New(errs.NotFound, "file.missing", "文件不在了")
}

// bounded stops reading with an error where more than left bytes come.
type bounded struct {
	from io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.from.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return n, errs.New(errs.Invalid, "file.large", "文件太大了，请换一个小一点的")
	}
	return n, err
}

// Bounded is r for putting, with an error where it gives more than limit bytes.
func Bounded(r io.Reader, limit int64) io.Reader { return &bounded{r, limit} }
