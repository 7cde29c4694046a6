package votecmd

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/jinlin-oss/jinlin/ballot"
)

// Vote is the group of commands that hold an election.
type Vote struct {
	Setup     Setup     `cmd:"" help:"准备一场表决：选举文件、投票码、监票人密钥、公开档案。"`
	Authority Authority `cmd:"" help:"只做发码方的一份：由名册生成投票码和公开凭证。"`
	Trustee   Trustee   `cmd:"" help:"只做监票人的一份：生成密钥，或参加门限密钥仪式。"`
	Seal      Seal      `cmd:"" help:"加密并签署一张选票。"`
	Append    Append    `cmd:"" help:"把选票或部分解密写进公开档案。"`
	Close     Close     `cmd:"" help:"结束投票。"`
	Tally     Tally     `cmd:"" help:"核对全部内容，然后写入加密计票。"`
	Decrypt   Decrypt   `cmd:"" help:"监票人对加密计票做部分解密。"`
	Result    Result    `cmd:"" help:"合成解密，得出结果。"`
}

// said turns a fault into its Chinese words and leaves other errors alone.
func said(err error) error {
	var f *ballot.Fault
	if errors.As(err, &f) {
		return errors.New(f.In(ballot.Chinese))
	}
	return err
}

// secret writes a file only its owner may read, and never over another.
func secret(path string, content []byte) error { return create(path, content, 0o600) }

// open writes a file for everyone, and never over another.
func open(path string, content []byte) error { return create(path, content, 0o644) }

func create(path string, content []byte, mode os.FileMode) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if errors.Is(err, os.ErrExist) {
		return fmt.Errorf("%s 已经存在，不会覆盖", path)
	}
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Sync(), f.Close())
}

// maxInput bounds what is read at once: a roster, a list of credentials, ballots.
const maxInput = 1 << 30

// read reads a file, or standard input for "-".
func read(path string) ([]byte, error) {
	if path != "-" {
		return os.ReadFile(path)
	}
	return io.ReadAll(io.LimitReader(os.Stdin, maxInput))
}

// put writes to a file, or to standard output if none is named.
func put(path string, content []byte) error {
	if path == "" {
		_, err := os.Stdout.Write(content)
		return err
	}
	return open(path, content)
}

// withBoard opens a board for appending and closes it afterwards, durably.
func withBoard(path string, do func(*ballot.Board) error) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_APPEND, 0)
	if err != nil {
		return err
	}
	stat, err := f.Stat()
	if err != nil {
		return errors.Join(err, f.Close())
	}
	b, err := ballot.OpenBoard(f, stat.Size())
	if err == nil {
		err = do(b)
	}
	return errors.Join(said(err), f.Sync(), f.Close())
}

// scheme is the one this house makes elections in.
func scheme() (ballot.Scheme, error) { return ballot.SchemeOf(1, "BELENIOS-2048") }

// weighing are the flags that say how a roster's figures become weights.
type weighing struct {
	Scale int `help:"名册上面积的小数位数，例如 2 表示 0.01 平方米。" default:"0"`
	Heads int `help:"权数末尾用来数人头的位数；0 表示权数就是名册上的数。" default:"0"`
}

func (w weighing) weighing() ballot.Weighing { return ballot.Weighing{Scale: w.Scale, Heads: w.Heads} }

// lists are the published lists that a board is compared with.
type lists struct {
	Roster string `help:"公示的名册（CSV：名称,面积或权数[,公开凭证]）。" type:"existingfile"`
	Paper  string `help:"已投纸质票的公开凭证名单，每行一个。" type:"existingfile"`
	weighing
}

func (l lists) options() (o ballot.Options, err error) {
	if l.Roster != "" {
		if o.Roster, err = readRoster(l.Roster, l.weighing.weighing()); err != nil {
			return o, fmt.Errorf("%s：%w", l.Roster, said(err))
		}
	}
	if l.Paper != "" {
		if o.Paper, err = readPaper(l.Paper); err != nil {
			return o, fmt.Errorf("%s：%w", l.Paper, said(err))
		}
	}
	return o, nil
}

func readRoster(path string, w ballot.Weighing) (*ballot.Roster, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return ballot.ReadRoster(f, w)
}

func readPaper(path string) (*ballot.PaperList, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return ballot.ReadPaperList(f)
}
