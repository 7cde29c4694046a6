package main

import (
	"context"
	"fmt"
	"net"

	"github.com/jinlin-oss/jinlin/internal/app"
)

type serveCommand struct {
	instance
	Addr string `help:"Where to listen, HOST:PORT."`
}

func (s *serveCommand) Run(ctx context.Context) error {
	c, err := s.config()
	if err != nil {
		return err
	}
	if s.Addr != "" {
		c.Addr = s.Addr
	}
	return serve(ctx, c, app.Options{}, "")
}

// serve builds the house, opens its door and works until ctx ends.
func serve(ctx context.Context, c app.Config, o app.Options, greeting string) (err error) {
	a, err := app.Open(ctx, c, o)
	if err != nil {
		return err
	}
	defer func() {
		if e := a.Close(); err == nil {
			err = e
		}
	}()
	var listen net.ListenConfig
	l, err := listen.Listen(ctx, "tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", c.Addr, err)
	}
	a.Start(ctx)
	scheme := "http"
	if c.TLSCert != "" {
		scheme = "https"
	}
	address := scheme + "://" + l.Addr().String()
	if greeting == "" {
		fmt.Println(a.Greeting(ctx, address))
	} else {
		fmt.Printf("%s：%s\n", greeting, address)
	}
	return a.Serve(ctx, l)
}
