package main

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/jinlin-oss/jinlin/cmd/jinlin/votecmd"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/trail"
)

type verifyCommand struct {
	Vote  votecmd.VerifyVote `cmd:"" help:"核对一场表决：从公开档案重新数一遍；不成立时退出码为 1，最后一行是第一条理由。"`
	Trail verifyTrail        `cmd:"" help:"Recompute the trail of acts; exit 1 and name the first row that does not hold."`
}

type verifyTrail struct {
	instance
	Noted []string `help:"Heads written down earlier, STRAND:SEQ:HASH as printed by this command; the history up to each must still be the same." sep:","`
}

func (c *verifyTrail) Run(ctx context.Context) error {
	noted, err := readHeads(c.Noted)
	if err != nil {
		return err
	}
	a, err := c.open(ctx)
	if err != nil {
		return err
	}
	realms, err := a.Realms(ctx)
	for _, realm := range realms {
		if err != nil {
			break
		}
		err = a.Stage.See(ctx, access.Actor{Realm: realm}, func(v *act.View) error {
			rep, err := trail.Verify(v.Tx, noted)
			if err != nil {
				return err
			}
			fmt.Printf("域 %d：%d 行留痕，每一行都对得上\n", realm, rep.Rows)
			for _, h := range rep.Heads {
				fmt.Printf("  %d:%d:%s\n", h.Strand, h.Seq, hex.EncodeToString(h.Hash))
			}
			return nil
		})
	}
	return errors.Join(err, a.Close())
}

// readHeads reads STRAND:SEQ:HASH.
func readHeads(texts []string) (heads []trail.Head, err error) {
	for _, t := range texts {
		parts := strings.Split(t, ":")
		if len(parts) != 3 {
			return nil, fmt.Errorf("%q is not STRAND:SEQ:HASH", t)
		}
		var h trail.Head
		var e1, e2, e3 error
		h.Strand, e1 = strconv.ParseInt(parts[0], 10, 64)
		h.Seq, e2 = strconv.ParseInt(parts[1], 10, 64)
		h.Hash, e3 = hex.DecodeString(parts[2])
		if err := errors.Join(e1, e2, e3); err != nil {
			return nil, fmt.Errorf("%q is not STRAND:SEQ:HASH: %w", t, err)
		}
		heads = append(heads, h)
	}
	return heads, nil
}
