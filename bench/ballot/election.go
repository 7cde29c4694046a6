package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/jinlin-oss/jinlin/ballot"
)

// election is one election in files, kept at three stages: after the vote, after
// the decryption, and at the end.
type election struct {
	uuid                     string
	closed, decrypted, final string // directories, each with <uuid>.bel
	election                 *ballot.Election
	trustees                 *ballot.Trustees
	credentials              []ballot.Credential
	list                     []ballot.PublicCredential
	ballots                  [][]byte
}

func (e *election) path(dir string) string { return filepath.Join(dir, e.uuid+".bel") }

// hold makes an election of one three-option question, weights of five digits and
// one trustee.
func hold(ctx context.Context, dir string, voters int) (*election, error) {
	e := &election{closed: filepath.Join(dir, "closed"), decrypted: filepath.Join(dir, "decrypted"), final: filepath.Join(dir, "final")}
	s, err := ballot.SchemeOf(1, "BELENIOS-2048")
	if err != nil {
		return nil, err
	}
	private, public, err := ballot.NewTrustee(s, rand.Reader)
	if err != nil {
		return nil, err
	}
	if e.trustees, err = ballot.NewTrustees(s, ballot.Single(public)); err != nil {
		return nil, err
	}
	if e.uuid, err = ballot.NewUUID(rand.Reader); err != nil {
		return nil, err
	}
	e.election, err = ballot.NewElection(ballot.Draft{UUID: e.uuid, Name: "bench", Questions: []ballot.Question{
		{Text: "?", Answers: []string{"for", "against", "abstain"}, Min: 1, Max: 1},
	}}, e.trustees)
	if err != nil {
		return nil, err
	}
	if err := e.enroll(voters); err != nil {
		return nil, err
	}
	if err := e.seal(voters); err != nil {
		return nil, err
	}
	return e, e.conclude(ctx, private)
}

// each runs work for 0 … n-1 on all processors.
func each(n int, work func(i int) error) error {
	var wg sync.WaitGroup
	errs := make([]error, runtime.GOMAXPROCS(0))
	for w := range errs {
		wg.Go(func() {
			for i := w; i < n && errs[w] == nil; i += len(errs) {
				errs[w] = work(i)
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

// enroll gives credentials to so many voters.
func (e *election) enroll(voters int) error {
	e.credentials = make([]ballot.Credential, voters)
	e.list = make([]ballot.PublicCredential, voters)
	return each(voters, func(i int) error {
		c, err := ballot.NewCredential(rand.Reader)
		e.credentials[i] = c
		e.list[i] = ballot.PublicCredential{Key: c.Public(e.election.Scheme(), e.uuid), Weight: uint64(5000 + 13*i)}
		return err
	})
}

func (e *election) seal(voters int) error {
	e.ballots = make([][]byte, voters)
	return each(voters, func(i int) error {
		choices := []int{0, 0, 0}
		choices[i%3] = 1
		raw, err := ballot.Seal(e.election, e.credentials[i], [][]int{choices})
		e.ballots[i] = raw
		return err
	})
}

// conclude writes the board and copies it at its stages.
func (e *election) conclude(ctx context.Context, private *ballot.PrivateKey) error {
	if err := os.MkdirAll(e.final, 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(e.path(e.final), os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	b, err := ballot.CreateBoard(f, ballot.Foundation{
		Time: time.Now(), Election: e.election, Trustees: e.trustees, Credentials: e.list,
	})
	if err != nil {
		return err
	}
	for _, raw := range e.ballots {
		if _, err := b.Append(raw); err != nil {
			return err
		}
	}
	for _, step := range []func() error{
		b.Close,
		func() error { return e.copyTo(e.closed) },
		func() error { _, err := b.Tally(ctx, ballot.Options{}); return err },
		func() error {
			raw, err := private.Decrypt(e.election, b.Sums(), rand.Reader)
			if err != nil {
				return err
			}
			return b.AddDecryption(1, raw)
		},
		func() error { return e.copyTo(e.decrypted) },
		func() error { _, err := b.Result(ctx); return err },
	} {
		if err := step(); err != nil {
			return fmt.Errorf("holding the election: %w", err)
		}
	}
	return nil
}

func (e *election) copyTo(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	content, err := os.ReadFile(e.path(e.final))
	if err != nil {
		return err
	}
	return os.WriteFile(e.path(dir), content, 0o600)
}
