package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
)

// settings are the flags.
type settings struct {
	out       string
	voters    int
	rounds    int
	megabytes int
	child     string // this process is a contender: what it does
	file      string // and with which archive
}

func main() {
	var s settings
	flag.StringVar(&s.out, "out", "", "write the section to this file too")
	flag.IntVar(&s.voters, "voters", 1000, "ballots of the election")
	flag.IntVar(&s.rounds, "rounds", 3, "how often each contender runs")
	flag.IntVar(&s.megabytes, "megabytes", 100, "size of the archive for the memory measurement; 0 leaves it out")
	flag.StringVar(&s.child, "child", "", "for internal use")
	flag.StringVar(&s.file, "file", "", "for internal use")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := s.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench/ballot:", err)
		os.Exit(1) //nolint:gocritic // stop only restores the signals
	}
}

func (s settings) run(ctx context.Context) (err error) {
	if s.child != "" {
		return contend(ctx, s.child, s.file)
	}
	dir, err := os.MkdirTemp("", "bench-ballot-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	note("sealing %d ballots", s.voters)
	e, err := hold(ctx, dir, s.voters)
	if err != nil {
		return err
	}
	section, err := s.measure(e)
	if err != nil {
		return err
	}
	var out io.Writer = os.Stdout
	if s.out != "" {
		f, err := os.Create(filepath.Clean(s.out))
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		out = io.MultiWriter(out, f)
	}
	_, err = io.WriteString(out, section)
	return err
}

// note tells what is going on, since it takes minutes.
func note(format string, args ...any) { fmt.Fprintf(os.Stderr, "bench/ballot: "+format+"\n", args...) }
