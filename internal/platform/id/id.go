package id

import (
	"database/sql/driver"
	"fmt"
	"sync"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

const (
	epoch     = 1704067200000 // 2024-01-01T00:00:00Z in milliseconds
	nodeBits  = 10
	seqBits   = 12
	maxSeq    = 1<<seqBits - 1
	alphabet  = "0123456789abcdefghjkmnpqrstvwxyz"
	width     = 13
	foldedBad = 0xff
)

// MaxNode is the greatest node number.
const MaxNode = 1<<nodeBits - 1

// Of is the id of a T. The zero value means "none".
type Of[T any] int64

// Any is an id whose kind is not known here: an object of the trail, say.
type Any = Of[struct{}]

// Maker makes ids for one node. It is safe for concurrent use.
type Maker struct {
	mu   sync.Mutex
	node int64
	now  func() time.Time
	last int64 // milliseconds since epoch
	seq  int64
}

// NewMaker makes ids for a node (0 to MaxNode) by the given clock. A clock that
// steps back does not repeat ids: the maker goes on from the last millisecond.
func NewMaker(node int, now func() time.Time) *Maker {
	return &Maker{node: int64(node) & MaxNode, now: now}
}

// Move makes the ids that follow for another node: the lease of the first was lost.
func (m *Maker) Move(node int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.node = int64(node) & MaxNode
}

// Next is the next id.
func (m *Maker) Next() int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	ms := m.now().UnixMilli() - epoch
	switch {
	case ms > m.last:
		m.last, m.seq = ms, 0
	case m.seq < maxSeq:
		m.seq++
	default:
		m.last, m.seq = m.last+1, 0
	}
	return m.last<<(nodeBits+seqBits) | m.node<<seqBits | m.seq
}

// Floor is the smallest id that can have been made at t or later: ids of a span
// of time are those from the floor of its beginning to below that of its end.
func Floor(t time.Time) int64 {
	return max(0, t.UnixMilli()-epoch) << (nodeBits + seqBits)
}

// Time is when an id was made, to the millisecond.
func (i Of[T]) Time() time.Time {
	return time.UnixMilli(int64(i)>>(nodeBits+seqBits) + epoch)
}

// IsZero says that there is no such thing.
func (i Of[T]) IsZero() bool { return i == 0 }

// String is the id in base 32; the zero id is "".
func (i Of[T]) String() string {
	if i == 0 {
		return ""
	}
	var b [width]byte
	n := uint64(i)
	for p := width - 1; p >= 0; p-- {
		b[p] = alphabet[n&31]
		n >>= 5
	}
	return string(b[:])
}

var folded = foldTable()

func foldTable() (t [256]byte) {
	for i := range t {
		t[i] = foldedBad
	}
	for i := range len(alphabet) {
		c := alphabet[i]
		t[c] = byte(i)
		if c >= 'a' {
			t[c-'a'+'A'] = byte(i)
		}
	}
	t['o'], t['O'] = 0, 0
	t['i'], t['I'], t['l'], t['L'] = 1, 1, 1, 1
	return t
}

// Parse reads what String wrote, forgiving case and the letters people confuse
// (o for 0, i and l for 1). Anything else is NotFound: an address that names no id.
func Parse[T any](s string) (Of[T], error) {
	if len(s) != width {
		return 0, errs.Missing()
	}
	var n uint64
	for i := range width {
		d := folded[s[i]]
		if d == foldedBad {
			return 0, errs.Missing()
		}
		if i == 0 && d > 7 { // 13 characters hold 65 bits; ids use 63
			return 0, errs.Missing()
		}
		n = n<<5 | uint64(d)
	}
	if n == 0 || n>>63 != 0 {
		return 0, errs.Missing()
	}
	return Of[T](n), nil
}

// MarshalText writes the id as in addresses.
func (i Of[T]) MarshalText() ([]byte, error) { return []byte(i.String()), nil }

// UnmarshalText reads what MarshalText wrote; empty text is the zero id.
func (i *Of[T]) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*i = 0
		return nil
	}
	v, err := Parse[T](string(b))
	if err != nil {
		return err
	}
	*i = v
	return nil
}

// Value stores the zero id as NULL, so that "none" needs no special row.
func (i Of[T]) Value() (driver.Value, error) {
	if i == 0 {
		return nil, nil
	}
	return int64(i), nil
}

// Scan reads an integer or NULL.
func (i *Of[T]) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*i = 0
	case int64:
		*i = Of[T](v)
	default:
		return fmt.Errorf("id: cannot scan %T", src)
	}
	return nil
}
