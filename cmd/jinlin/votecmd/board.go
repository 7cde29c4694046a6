package votecmd

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/jinlin-oss/jinlin/ballot"
	"github.com/jinlin-oss/jinlin/ballot/bel"
)

// Seal makes a ballot. The credential is read from a file, not from the command
// line, where other users of the computer would see it.
type Seal struct {
	Board      string `help:"公开档案 FILE.bel。" required:"" type:"existingfile"`
	Credential string `help:"存有投票码的文件；- 表示从标准输入读。" required:""`
	Choices    string `help:"选择，例如 [[1,0,0]]：每题一组，每项 0 或 1，允许空白票的题目前面多一项。" required:""`
	Out        string `help:"写到这个文件；不给就写到标准输出。" type:"path"`
}

// Run writes the ballot and tells the tracker.
func (c *Seal) Run() error {
	e, err := readElection(c.Board)
	if err != nil {
		return said(err)
	}
	text, err := read(c.Credential)
	if err != nil {
		return err
	}
	credential, err := ballot.ParseCredential(string(text))
	if err != nil {
		return said(err)
	}
	var choices [][]int
	if err := json.Unmarshal([]byte(c.Choices), &choices); err != nil {
		return fmt.Errorf("选择应写成 [[1,0,0]] 的样子：%w", err)
	}
	raw, err := ballot.Seal(e, credential, choices)
	if err != nil {
		return said(err)
	}
	fmt.Fprintln(os.Stderr, "选票追踪号：", e.Scheme().Fingerprint(raw))
	return put(c.Out, append(raw, '\n'))
}

// readElection reads the election alone out of a board.
func readElection(path string) (*ballot.Election, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, err := bel.NewReader(f)
	if err != nil {
		return nil, err
	}
	s, err := r.Next()
	if err != nil {
		return nil, err
	}
	return ballot.ParseElection(s.Data[0].Body)
}

// Append puts ballots and decryptions onto the board, each checked.
type Append struct {
	Board    string   `help:"公开档案 FILE.bel。" required:"" type:"existingfile"`
	Paper    string   `help:"已投纸质票的公开凭证名单，其选票拒收。" type:"existingfile"`
	NoRevote bool     `help:"同一凭证只收第一张选票，不许改票。"`
	Files    []string `arg:"" help:"选票文件（每行一张），或部分解密文件；- 表示标准输入。"`
}

// Run appends file after file and stops at the first refusal.
func (c *Append) Run() error {
	return withBoard(c.Board, func(b *ballot.Board) (err error) {
		b.NoRevote = c.NoRevote
		if c.Paper != "" {
			if b.Paper, err = readPaper(c.Paper); err != nil {
				return err
			}
		}
		for _, path := range c.Files {
			raw, err := read(path)
			if err != nil {
				return err
			}
			if err := appendLines(b, raw); err != nil {
				return fmt.Errorf("%s：%w", path, said(err))
			}
		}
		fmt.Println("链头：", b.Head())
		return nil
	})
}

// appendLines takes ballots line by line; a partial decryption is followed by the
// line that says whose it is.
func appendLines(b *ballot.Board, raw []byte) error {
	lines := bufio.NewScanner(bytes.NewReader(raw))
	lines.Buffer(nil, maxInput)
	for lines.Scan() {
		line := bytes.Clone(lines.Bytes())
		if !bytes.HasPrefix(line, []byte(`{"decryption_factors":`)) {
			tracker, err := b.Append(line)
			if err != nil {
				return err
			}
			fmt.Println("已收选票，追踪号：", tracker)
			continue
		}
		if !lines.Scan() {
			return errors.New("部分解密后面缺少监票人的一行")
		}
		owned, err := bel.ParseOwned(lines.Bytes())
		if err != nil || owned.Payload != bel.Sum(line) {
			return errors.New("部分解密与监票人的一行对不上")
		}
		if err := b.AddDecryption(owned.Owner, line); err != nil {
			return err
		}
		fmt.Println("已收监票人", owned.Owner, "的解密")
	}
	return lines.Err()
}

// Close ends the vote.
type Close struct {
	Board string `help:"公开档案 FILE.bel。" required:"" type:"existingfile"`
}

// Run writes the event.
func (c *Close) Run() error {
	return withBoard(c.Board, func(b *ballot.Board) error {
		if err := b.Close(); err != nil {
			return err
		}
		fmt.Println("投票已结束，链头：", b.Head())
		return nil
	})
}

// Tally verifies the board and writes the encrypted tally.
type Tally struct {
	Board string `help:"公开档案 FILE.bel。" required:"" type:"existingfile"`
	lists
}

// Run writes the tally only if everything on the board holds.
func (c *Tally) Run(ctx context.Context) error {
	o, err := c.options()
	if err != nil {
		return err
	}
	return withBoard(c.Board, func(b *ballot.Board) error {
		r, err := b.Tally(ctx, o)
		if err != nil {
			return err
		}
		fmt.Print(r.Text(ballot.Chinese))
		if !r.Valid() {
			return r.First().Fault
		}
		fmt.Println("加密计票已写入，链头：", b.Head())
		return nil
	})
}
