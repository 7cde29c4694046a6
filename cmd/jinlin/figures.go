package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/jinlin-oss/jinlin/internal/app"
	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

// verifyFigures counts the boards' figures anew from the matters themselves, and
// sets right what differs when asked to.
type verifyFigures struct {
	instance
	Mend bool `help:"Set right what differs, beside a running server too; leaves its trail."`
}

func (c *verifyFigures) Run(ctx context.Context) error {
	a, err := c.open(ctx)
	if err != nil {
		return err
	}
	realms, err := a.Realms(ctx)
	for _, realm := range realms {
		if err != nil {
			break
		}
		if err = c.realm(ctx, a, realm); err == nil {
			fmt.Printf("域 %d：看板的数都是从事情一件件数出来的，对得上\n", realm)
		}
	}
	return errors.Join(err, a.Close())
}

// mostMends is how often a realm is mended before it is given up: once, unless
// somebody else mends at the same moment.
const mostMends = 3

func (c *verifyFigures) realm(ctx context.Context, a *app.App, realm int64) error {
	by := access.Actor{Realm: realm, System: "verify"}
	for mended := 0; ; mended++ {
		var d matter.Drift
		if err := a.Stage.See(ctx, by, func(v *act.View) (err error) {
			d, err = matter.DriftOf(v)
			return err
		}); err != nil || d.Counters() == 0 {
			return err
		}
		if !c.Mend {
			return fmt.Errorf("域 %d：看板有 %d 个数和事情本身对不上，头一处：%s\n改正请加 --mend", realm, d.Counters(), d.Lines[0])
		}
		if mended == mostMends {
			return fmt.Errorf("域 %d：改了 %d 遍还有 %d 个数对不上，头一处：%s", realm, mended, d.Counters(), d.Lines[0])
		}
		if err := a.Stage.Do(ctx, by, func(x *act.Act) error { return matter.Mend(x, d) }); err != nil {
			return err
		}
		for _, line := range d.Lines {
			fmt.Println("  " + line)
		}
		fmt.Printf("域 %d：改正了 %d 个数，已留痕\n", realm, d.Counters())
	}
}
