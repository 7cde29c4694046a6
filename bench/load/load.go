// Package load is the closed-loop HTTP client of the benchmarks: a few
// connections, each sending its next request when the answer to the last has
// been read whole. It does as little as it can, because it shares the cores
// with the server it measures.
package load

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strconv"
	"sync"
	"time"
)

// Target is what is asked, again and again.
type Target struct {
	Addr string
	// Request writes the n-th request of connection c, whole, as it goes over the wire.
	Request func(b *bytes.Buffer, c, n int)
	// Want is the status that counts as done.
	Want int
}

// Result is what a run saw.
type Result struct {
	Requests int
	Failed   int
	PerSec   float64
	P50, P99 time.Duration
	CPU      time.Duration // of the server, for one request
	RSS      int64         // of the server at the end, bytes
}

// Run asks over conns connections for the time, and reads the server's CPU time
// and memory by its process ids.
func Run(t Target, conns int, d time.Duration, pids []int) (Result, error) {
	var mu sync.Mutex
	var all []time.Duration
	var failed int
	var first error
	before := cpu(pids)
	start := time.Now()
	var group sync.WaitGroup
	for c := range conns {
		group.Go(func() {
			took, bad, err := one(t, c, start.Add(d))
			mu.Lock()
			defer mu.Unlock()
			all, failed = append(all, took...), failed+bad
			if first == nil {
				first = err
			}
		})
	}
	group.Wait()
	r := Result{Requests: len(all), Failed: failed, RSS: rss(pids)}
	if len(all) == 0 {
		return r, errors.Join(errors.New("no request was answered"), first)
	}
	elapsed := time.Since(start)
	slices.Sort(all)
	r.PerSec = float64(len(all)) / elapsed.Seconds()
	r.P50, r.P99 = all[len(all)/2], all[len(all)*99/100]
	r.CPU = (cpu(pids) - before) / time.Duration(len(all))
	return r, first
}

func one(t Target, c int, until time.Time) (took []time.Duration, failed int, err error) {
	conn, err := net.Dial("tcp", t.Addr)
	if err != nil {
		return nil, 0, err
	}
	defer conn.Close()
	in := bufio.NewReaderSize(conn, 64<<10)
	var b bytes.Buffer
	for n := 0; time.Now().Before(until); n++ {
		b.Reset()
		t.Request(&b, c, n)
		start := time.Now()
		if _, err := conn.Write(b.Bytes()); err != nil {
			return took, failed, err
		}
		status, err := answer(in)
		if err != nil {
			return took, failed, err
		}
		if status != t.Want {
			failed++
			continue
		}
		took = append(took, time.Since(start))
	}
	return took, failed, nil
}

// answer reads one HTTP/1.1 answer to its end.
func answer(in *bufio.Reader) (status int, err error) {
	line, err := in.ReadSlice('\n')
	if err != nil {
		return 0, err
	}
	if len(line) < 12 {
		return 0, fmt.Errorf("not an answer: %q", line)
	}
	if status, err = strconv.Atoi(string(line[9:12])); err != nil {
		return 0, err
	}
	length, chunked := 0, false
	for {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return 0, err
		}
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 {
			break
		}
		if v, ok := header(line, "content-length:"); ok {
			if length, err = strconv.Atoi(v); err != nil {
				return 0, err
			}
		}
		if v, ok := header(line, "transfer-encoding:"); ok && v == "chunked" {
			chunked = true
		}
	}
	if !chunked {
		_, err = in.Discard(length)
		return status, err
	}
	return status, discardChunks(in)
}

func header(line []byte, name string) (string, bool) {
	if len(line) < len(name) || !bytes.EqualFold(line[:len(name)], []byte(name)) {
		return "", false
	}
	return string(bytes.TrimSpace(line[len(name):])), true
}

func discardChunks(in *bufio.Reader) error {
	for {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return err
		}
		n, err := strconv.ParseInt(string(bytes.TrimSpace(line)), 16, 32)
		if err != nil {
			return err
		}
		if _, err := in.Discard(int(n) + 2); err != nil || n == 0 {
			if errors.Is(err, io.EOF) && n == 0 {
				return nil
			}
			return err
		}
	}
}
