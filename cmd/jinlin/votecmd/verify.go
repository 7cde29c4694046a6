package votecmd

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/jinlin-oss/jinlin/ballot"
	"github.com/jinlin-oss/jinlin/ballot/bel"
)

// VerifyVote is `verify vote`: everything about an election, from its public file.
// It fails unless everything holds; then the first reason is on the last line.
type VerifyVote struct {
	File string `arg:"" help:"公开档案 FILE.bel。" type:"existingfile"`
	lists
	Noted    []string `help:"先前记下的链头（可给几个）；档案必须是它们的延续。" sep:","`
	JSON     bool     `help:"按 JSON 输出，供程序使用。" name:"json"`
	Lang     string   `help:"报告的语言：zh、en 或 both。" enum:"zh,en,both" default:"zh"`
	Progress bool     `help:"在标准错误上显示进度。"`
}

// Run verifies and prints the report.
func (c *VerifyVote) Run(ctx context.Context) error {
	o, err := c.options()
	if err != nil {
		return err
	}
	for _, text := range c.Noted {
		head, ok := bel.ParseHash(text)
		if !ok {
			return fmt.Errorf("%q 不是链头：应为 64 位十六进制", text)
		}
		o.Noted = append(o.Noted, head)
	}
	if c.Progress {
		o.Progress = progress()
	}
	r, err := verify(ctx, c.File, o)
	if err != nil {
		return err
	}
	if err := c.print(r); err != nil {
		return err
	}
	if !r.Valid() {
		return errors.New(r.First().In(c.languages()[0]))
	}
	return nil
}

func (c *VerifyVote) print(r *ballot.Report) error {
	if c.JSON {
		return json.NewEncoder(os.Stdout).Encode(r)
	}
	for _, l := range c.languages() {
		if _, err := fmt.Print(r.Text(l)); err != nil {
			return err
		}
	}
	return nil
}

// languages lists those to print; the first is that of the error.
func (c *VerifyVote) languages() []ballot.Language {
	switch c.Lang {
	case "en":
		return []ballot.Language{ballot.English}
	case "both":
		return []ballot.Language{ballot.Chinese, ballot.English}
	}
	return []ballot.Language{ballot.Chinese}
}

// verify verifies a file.
func verify(ctx context.Context, path string, o ballot.Options) (*ballot.Report, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	stat, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return ballot.Verify(ctx, f, stat.Size(), o)
}

// progress prints how far a verification is, four times a second.
func progress() func(ballot.Progress) {
	var last time.Time
	return func(p ballot.Progress) {
		if now := time.Now(); now.Sub(last) > time.Second/4 || p.Bytes == p.Size {
			last = now
			fmt.Fprintf(os.Stderr, "\r已读 %d%%，选票 %d 张", 100*p.Bytes/max(p.Size, 1), p.Ballots)
			if p.Bytes == p.Size {
				fmt.Fprintln(os.Stderr)
			}
		}
	}
}
