package job

import (
	"context"
	"sync"
	"time"
)

// crew does so many things at once and no more.
type crew struct {
	sync.WaitGroup
	busy chan struct{}
	idle chan struct{} // a hand has just become free
}

func newCrew(hands int) *crew {
	return &crew{busy: make(chan struct{}, max(1, hands)), idle: make(chan struct{}, 1)}
}

func (c *crew) free() int { return cap(c.busy) - len(c.busy) }

// work waits for a free hand and lets it do f.
func (c *crew) work(f func()) {
	c.busy <- struct{}{}
	c.Go(func() {
		f()
		<-c.busy
		select {
		case c.idle <- struct{}{}:
		default:
		}
	})
}

// alone does each task by itself.
func alone(tasks []Task) [][]Task {
	out := make([][]Task, len(tasks))
	for i := range tasks {
		out[i] = tasks[i : i+1]
	}
	return out
}

// byKind puts the tasks of one kind and realm together, in their order.
func byKind(tasks []Task) (out [][]Task) {
	type key struct {
		realm int64
		kind  string
	}
	at := map[key]int{}
	for _, t := range tasks {
		k := key{t.Realm, t.Kind}
		i, ok := at[k]
		if !ok {
			i, at[k] = len(out), len(out)
			out = append(out, nil)
		}
		out[i] = append(out[i], t)
	}
	return out
}

func pauseFor(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}
