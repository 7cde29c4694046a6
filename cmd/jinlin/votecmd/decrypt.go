package votecmd

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"strconv"

	"github.com/jinlin-oss/jinlin/ballot"
	"github.com/jinlin-oss/jinlin/ballot/bel"
)

// Decrypt makes a trustee's contribution. It verifies the whole board first: a
// private key must not touch a tally that is not that of the ballots.
type Decrypt struct {
	Board string `help:"公开档案 FILE.bel。" required:"" type:"existingfile"`
	Key   string `help:"监票人的私钥文件。" required:"" type:"existingfile"`
	Owner int    `help:"监票人的序号；不给就按公钥查。" default:"0"`
	Out   string `help:"写到这个文件；不给就写到标准输出。" type:"path"`
	lists
}

// Run writes two lines: the contribution, and whose it is.
func (c *Decrypt) Run(ctx context.Context) error {
	o, err := c.options()
	if err != nil {
		return err
	}
	r, err := verify(ctx, c.Board, o)
	if err != nil {
		return err
	}
	if !r.Valid() {
		return fmt.Errorf("档案不成立，不做解密：%s", r.First().In(ballot.Chinese))
	}
	f, err := os.Open(c.Board)
	if err != nil {
		return err
	}
	defer f.Close()
	stat, err := f.Stat()
	if err != nil {
		return err
	}
	b, err := ballot.OpenBoard(readOnly{f}, stat.Size())
	if err != nil {
		return said(err)
	}
	out, err := c.contribution(b)
	if err != nil {
		return said(err)
	}
	return put(c.Out, out)
}

// readOnly is a board that is only looked at.
type readOnly struct{ *os.File }

func (readOnly) Write([]byte) (int, error) { return 0, errors.New("档案只读") }

func (c *Decrypt) contribution(b *ballot.Board) ([]byte, error) {
	if b.Sums() == nil {
		return nil, errors.New("还没有加密计票，请先结束投票并计票")
	}
	key, err := parsePrivate(b.Election.Scheme(), c.Key)
	if err != nil {
		return nil, err
	}
	owner := c.Owner
	if owner == 0 {
		owner = b.Trustees.Place(key)
	}
	if owner == 0 {
		return nil, errors.New("这把私钥不属于本次选举的任何监票人")
	}
	raw, err := key.Decrypt(b.Election, b.Sums(), rand.Reader)
	if err != nil {
		return nil, err
	}
	payload := bel.Owned{Owner: owner, Payload: bel.Sum(raw)}
	return append(payload.Append(append(raw, '\n')), '\n'), nil
}

// Result joins the contributions and prints the outcome.
type Result struct {
	Board string `help:"公开档案 FILE.bel。" required:"" type:"existingfile"`
	weighing
}

// Run writes the result and prints it, by area and heads if weights are packed.
func (c *Result) Run(ctx context.Context) error {
	return withBoard(c.Board, func(b *ballot.Board) error {
		r, err := b.Result(ctx)
		if err != nil {
			return err
		}
		w := c.weighing.weighing()
		for i, q := range b.Election.Questions {
			fmt.Printf("第 %d 题　%s\n", i+1, q.Text)
			names := q.Answers
			if q.Blank {
				names = append([]string{"（空白）"}, names...)
			}
			for j, name := range names {
				fmt.Printf("  %s　%s\n", name, figure(w, r[i][j]))
			}
		}
		fmt.Println("链头：", b.Head())
		return nil
	})
}

// figure writes a sum of weights.
func figure(w ballot.Weighing, sum uint64) string {
	area, heads := w.Unpack(sum)
	if w.Heads == 0 {
		return w.Area(area)
	}
	return "面积 " + w.Area(area) + "，人数 " + strconv.FormatUint(heads, 10)
}
