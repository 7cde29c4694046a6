package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/jinlin-oss/jinlin/internal/app"
)

type migrateCommand struct{ instance }

func (m *migrateCommand) Run(ctx context.Context) error {
	conf, err := m.config()
	if err != nil {
		return err
	}
	a, err := app.Open(ctx, conf, app.Options{}) // opening migrates
	if err != nil {
		return err
	}
	fmt.Printf("数据库已是第 %d 版\n", a.SchemaVersion())
	return a.Close()
}

type checkCommand struct{ instance }

func (c *checkCommand) Run(ctx context.Context) error {
	conf, err := c.config()
	if err == nil {
		err = conf.Check()
	}
	if err != nil {
		return err
	}
	a, err := app.Open(ctx, conf, app.Options{Beside: true})
	if errors.Is(err, app.ErrNone) {
		fmt.Println("配置没有问题；这个目录里还没有数据库")
		return nil
	}
	if err != nil {
		return err
	}
	fmt.Printf("配置没有问题；数据库是 %s，第 %d 版\n", a.Stage.DB.Engine, a.SchemaVersion())
	return a.Close()
}

type versionCommand struct{}

func (versionCommand) Run() error {
	fmt.Println(app.Version())
	return nil
}
