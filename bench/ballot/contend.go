package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/ballot"
)

// The tasks that both sides do.
const (
	taskVerify = "verify"
	taskTally  = "tally"
	taskResult = "result"
)

// contend is the measured side in a process of its own.
func contend(ctx context.Context, task, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	stat, err := f.Stat()
	if err != nil {
		return err
	}
	if task != taskTally { // to tally verifies by itself
		r, err := ballot.Verify(ctx, f, stat.Size(), ballot.Options{})
		if err != nil {
			return err
		}
		if !r.Valid() {
			return r.First().Fault
		}
		if task == taskVerify {
			return nil
		}
	}
	b, err := ballot.OpenBoard(discarding{f, io.Discard}, stat.Size())
	if err != nil {
		return err
	}
	if task == taskTally {
		_, err = b.Tally(ctx, ballot.Options{})
		return err
	}
	_, err = b.Result(ctx)
	return err
}

// discarding is a board whose additions go nowhere, as the tool's do.
type discarding struct {
	io.ReaderAt
	io.Writer
}

// cost is what one run took.
type cost struct {
	wall, processor time.Duration
	peak            int64 // bytes of memory
}

// spend runs a process to its end.
func spend(cmd *exec.Cmd) (cost, error) {
	cmd.Stdout = io.Discard
	var notes limited
	cmd.Stderr = &notes
	begin := time.Now()
	if err := cmd.Start(); err != nil {
		return cost{}, err
	}
	ended := make(chan struct{})
	peak := make(chan int64)
	go watch(cmd.Process.Pid, ended, peak)
	err := cmd.Wait()
	c := cost{wall: time.Since(begin)}
	close(ended)
	c.peak = <-peak
	if err != nil {
		return c, fmt.Errorf("%s: %w\n%s", cmd, err, notes.text)
	}
	c.processor = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return c, nil
}

// watch looks at a process's high-water mark of memory until it ends. What the
// kernel tells about a dead child counts the memory of its parent too.
func watch(pid int, ended <-chan struct{}, peak chan<- int64) {
	var most int64
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ended:
			peak <- most
			return
		case <-tick.C:
			most = max(most, highWater(pid))
		}
	}
}

// highWater reads VmHWM, on Linux; elsewhere it is 0.
func highWater(pid int) int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		var kilobytes int64
		if _, err := fmt.Sscanf(line, "VmHWM: %d kB", &kilobytes); err == nil {
			return kilobytes << 10
		}
	}
	return 0
}

// limited keeps the beginning of what a process says.
type limited struct{ text []byte }

func (l *limited) Write(p []byte) (int, error) {
	l.text = append(l.text, p[:min(len(p), 2000-min(len(l.text), 2000))]...)
	return len(p), nil
}

// ours runs this program as a contender on so many processors.
func ours(task, path string, processors int) (cost, error) {
	self, err := os.Executable()
	if err != nil {
		return cost{}, err
	}
	cmd := exec.Command(self, "-child", task, "-file", path)
	cmd.Env = append(os.Environ(), fmt.Sprintf("GOMAXPROCS=%d", processors))
	return spend(cmd)
}

var errNoTool = errors.New("belenios-tool is not installed; on Debian: apt-get install belenios-tool")

// theirs runs belenios-tool.
func theirs(task, path string) (cost, error) {
	if _, err := exec.LookPath("belenios-tool"); err != nil {
		return cost{}, errNoTool
	}
	command := map[string]string{taskVerify: "verify", taskTally: "compute-encrypted-tally", taskResult: "compute-result"}[task]
	return spend(exec.Command("belenios-tool", "election", command, "--dir", filepath.Dir(path)))
}
