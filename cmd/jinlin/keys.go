package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/jinlin-oss/jinlin/internal/app"
)

type keysCommand struct {
	Rotate rotateKeys `cmd:"" help:"Seal from now on with a new key; what older ones sealed stays readable."`
}

type rotateKeys struct{ instance }

func (c *rotateKeys) Run(ctx context.Context) error {
	conf, err := c.config()
	if err != nil {
		return err
	}
	a, err := app.Open(ctx, conf, app.Options{Beside: true})
	if err != nil {
		return err
	}
	if err = errors.Join(a.RotateKeys(ctx), a.Close()); err != nil {
		return err
	}
	fmt.Println("keys.json 里加了一把新钥匙，旧的留着，读以前的内容要用。\n请再存一份 keys.json 到别处，复制给每台服务器，然后重启它们。")
	return nil
}
