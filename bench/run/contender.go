package main

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/bench/load"
)

// contender is a server under measurement.
type contender struct {
	name  string
	addr  string
	cmd   *exec.Cmd
	extra func() []int // further processes that belong to it
	// what it is asked; nil where it has no such thing
	intake func(b *bytes.Buffer, c, n int)
	list   map[string]func(b *bytes.Buffer, c, n int)
	want   int // status of a successful intake
}

func (c *contender) pids() []int {
	pids := []int{c.cmd.Process.Pid}
	if c.extra != nil {
		pids = append(pids, c.extra()...)
	}
	return pids
}

func (c *contender) stop() {
	if c.cmd != nil && c.cmd.Process != nil && c.cmd.Process.Pid != os.Getpid() && c.cmd.ProcessState == nil {
		_ = c.cmd.Process.Signal(os.Interrupt)
		_ = c.cmd.Wait()
	}
}

// launch starts the server and waits until it answers.
func (c *contender) launch(health string) error {
	log, err := os.Create(filepath.Join(os.TempDir(), "bench-"+strings.ReplaceAll(c.name, " ", "-")+".log"))
	if err != nil {
		return err
	}
	c.cmd.Stdout, c.cmd.Stderr = log, log
	if err := c.cmd.Start(); err != nil {
		return err
	}
	for range 600 {
		res, err := http.Get("http://" + c.addr + health)
		if err == nil {
			_ = res.Body.Close()
			if res.StatusCode < 500 {
				return nil
			}
		}
		time.Sleep(100 * time.Millisecond)
	}
	return fmt.Errorf("%s did not start; see %s", c.name, log.Name())
}

func freeAddr() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

// post writes a JSON request as it goes over the wire.
func post(b *bytes.Buffer, addr, path, head, body string) {
	fmt.Fprintf(b, "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n%s",
		path, addr, head, len(body), body)
}

func get(b *bytes.Buffer, addr, path, head string) {
	fmt.Fprintf(b, "GET %s HTTP/1.1\r\nHost: %s\r\n%s\r\n", path, addr, head)
}

// measure runs every contender in turn, rounds times, and keeps all results.
func measure(cs []*contender, conns, rounds int, d time.Duration, target func(*contender) *load.Target) map[string][]load.Result {
	out := map[string][]load.Result{}
	for range rounds {
		for _, c := range cs {
			t := target(c)
			if t == nil {
				continue
			}
			r, err := load.Run(*t, conns, d, c.pids())
			if err != nil || r.Failed > 0 {
				fmt.Fprintf(os.Stderr, "%s: %d failed, %v\n", c.name, r.Failed, err)
			}
			out[c.name] = append(out[c.name], r)
		}
	}
	return out
}
