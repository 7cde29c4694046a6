package main

import (
	"context"
	"os"
	"path/filepath"

	"github.com/jinlin-oss/jinlin/internal/app/demo"
)

type demoCommand struct {
	Data string `help:"Directory of the demonstration; kept from one run to the next." type:"path"`
	Addr string `help:"Where to listen, on this computer only." default:"127.0.0.1:8080"`
}

func (d *demoCommand) Run(ctx context.Context) error {
	if d.Data == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			cache = os.TempDir()
		}
		d.Data = filepath.Join(cache, "jinlin-demo")
	}
	c, o, err := demo.Prepare(ctx, d.Data, d.Addr)
	if err != nil {
		return err
	}
	return serve(ctx, c, o, "演示已启动，请用浏览器打开")
}
