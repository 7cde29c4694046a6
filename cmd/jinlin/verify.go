package main

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"github.com/jinlin-oss/jinlin/cmd/jinlin/votecmd"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/trail"
)

type verifyCommand struct {
	Vote    votecmd.VerifyVote `cmd:"" help:"核对一场表决：从公开档案重新数一遍；不成立时退出码为 1，最后一行是第一条理由。"`
	Trail   verifyTrail        `cmd:"" help:"Recompute the trail of acts; exit 1 and name the first row that does not hold."`
	Figures verifyFigures      `cmd:"" help:"Count the figures of the boards anew from the matters; exit 1 and name the first that differs; --mend sets it right."`
}

type verifyTrail struct {
	instance
	Noted []string `help:"Heads written down earlier, REALM:STRAND:SEQ:HASH as printed by this command; the history up to each must still be the same." sep:","`
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
			rep, err := trail.Verify(v.Tx, noted[realm])
			if err != nil {
				return err
			}
			fmt.Printf("域 %d：%d 行留痕，每一行都对得上\n", realm, rep.Rows)
			for _, h := range rep.Heads {
				fmt.Printf("  %d:%d:%d:%s\n", realm, h.Strand, h.Seq, hex.EncodeToString(h.Hash))
			}
			return nil
		})
	}
	for realm := range noted {
		if err == nil && !slices.Contains(realms, realm) {
			err = fmt.Errorf("早先记下的域 %d 不见了", realm)
		}
	}
	return errors.Join(err, a.Close())
}

// readHeads reads REALM:STRAND:SEQ:HASH.
func readHeads(texts []string) (map[int64][]trail.Head, error) {
	heads := map[int64][]trail.Head{}
	for _, t := range texts {
		var realm int64
		var h trail.Head
		if _, err := fmt.Sscanf(t, "%d:%d:%d:%x", &realm, &h.Strand, &h.Seq, &h.Hash); err != nil || len(h.Hash) != 32 {
			return nil, fmt.Errorf("%q is not REALM:STRAND:SEQ:HASH", t)
		}
		heads[realm] = append(heads[realm], h)
	}
	return heads, nil
}
