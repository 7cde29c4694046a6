package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

// verifyFigures counts the boards' figures anew from the matters themselves.
type verifyFigures struct{ instance }

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
		err = a.Stage.See(ctx, access.Actor{Realm: realm}, func(v *act.View) error {
			wrong, err := matter.Miscounts(v)
			if err == nil && len(wrong) > 0 {
				err = fmt.Errorf("域 %d：看板的数和事情本身对不上，头一处：%s", realm, wrong[0])
			}
			return err
		})
		if err == nil {
			fmt.Printf("域 %d：看板的数都是从事情一件件数出来的，对得上\n", realm)
		}
	}
	return errors.Join(err, a.Close())
}
