package trail

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// Fault is the first row of a strand that does not hold.
type Fault struct {
	Strand, Seq int64
	Why         string
}

func (f Fault) Error() string {
	return fmt.Sprintf("留痕第 %d 股第 %d 行：%s", f.Strand, f.Seq, f.Why)
}

// Report is what Verify saw.
type Report struct {
	Rows  int64
	Heads []Head
}

// Verify recomputes every chain of the realm. noted are heads written down
// earlier: the history up to each must still be the same. The error is a Fault
// when something was changed, removed or cut off.
func Verify(tx *db.Tx, noted []Head) (Report, error) {
	var rep Report
	heads, err := db.Select[Head](tx, sqlHeads)
	if err != nil {
		return rep, err
	}
	rep.Heads = heads
	known := map[int64]bool{}
	for _, h := range heads {
		known[h.Strand] = true
		n, err := verifyStrand(tx, h, noted)
		rep.Rows += n
		if err != nil {
			return rep, err
		}
	}
	for _, n := range noted {
		if !known[n.Strand] {
			return rep, Fault{n.Strand, n.Seq, "整股记录不见了"}
		}
	}
	strands, err := db.Select[int64](tx, sqlStrands)
	for _, s := range strands {
		if !known[s] {
			return rep, Fault{s, 1, "这一股的末尾记号不见了"}
		}
	}
	return rep, err
}

func verifyStrand(tx *db.Tx, head Head, noted []Head) (n int64, err error) {
	want := map[int64][]byte{}
	for _, h := range noted {
		if h.Strand == head.Strand {
			want[h.Seq] = h.Hash
		}
	}
	prev := []byte{}
	err = db.Each(tx, func(r Row) error {
		n++
		switch {
		case r.Seq != n:
			return Fault{r.Strand, n, "这一行不见了"}
		case !bytes.Equal(chain(tx.Realm(), prev, &r), r.Hash):
			return Fault{r.Strand, r.Seq, "这一行被改过"}
		case want[n] != nil && !bytes.Equal(want[n], r.Hash):
			return Fault{r.Strand, r.Seq, "与早先记下的校验值不同，历史被整段改写过"}
		}
		delete(want, n)
		prev = r.Hash
		return nil
	}, sqlStrand, head.Strand)
	var fault Fault
	switch {
	case errors.As(err, &fault):
		return n, fault
	case err != nil:
		return n, err
	case n < head.Seq:
		return n, Fault{head.Strand, n + 1, fmt.Sprintf("后面少了 %d 行", head.Seq-n)}
	case n > head.Seq:
		return n, Fault{head.Strand, head.Seq + 1, fmt.Sprintf("后面多了 %d 行", n-head.Seq)}
	case !bytes.Equal(prev, head.Hash):
		return n, Fault{head.Strand, n, "末尾的校验值对不上"}
	}
	for seq := range want {
		return n, Fault{head.Strand, seq, "早先记下的这一行不见了"}
	}
	return n, nil
}

// Heads are the present ends of the strands.
func Heads(tx *db.Tx) ([]Head, error) { return db.Select[Head](tx, sqlHeads) }
