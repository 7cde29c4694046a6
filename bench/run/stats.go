package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/jinlin-oss/jinlin/bench/load"
)

func median[T int64 | float64 | time.Duration](v []T) T {
	if len(v) == 0 {
		return 0
	}
	v = slices.Clone(v)
	slices.Sort(v)
	return v[len(v)/2]
}

func pick[T any](rs []load.Result, f func(load.Result) T) []T {
	out := make([]T, len(rs))
	for i, r := range rs {
		out[i] = f(r)
	}
	return out
}

// ratio is the median over the rounds of ours divided by theirs.
func ratio(ours, theirs []load.Result) float64 {
	var all []float64
	for i := range min(len(ours), len(theirs)) {
		all = append(all, ours[i].PerSec/theirs[i].PerSec)
	}
	return median(all)
}

func row(name string, rs []load.Result) string {
	return fmt.Sprintf("| %s | %.0f | %.2f | %.2f | %.3f | %.0f |\n", name,
		median(pick(rs, func(r load.Result) float64 { return r.PerSec })),
		ms(median(pick(rs, func(r load.Result) time.Duration { return r.P50 }))),
		ms(median(pick(rs, func(r load.Result) time.Duration { return r.P99 }))),
		ms(median(pick(rs, func(r load.Result) time.Duration { return r.CPU }))),
		float64(median(pick(rs, func(r load.Result) int64 { return r.RSS })))/(1<<20))
}

const head = "| | per second | p50 ms | p99 ms | cpu ms a request | RSS MB |\n| --- | ---: | ---: | ---: | ---: | ---: |\n"

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// told says a ratio that has no target.
func told(what string, got float64) string { return fmt.Sprintf("- %s: %.2f\n", what, got) }

// verdict says whether a ratio reaches its target.
func verdict(what string, got, want float64) string {
	mark := "reached"
	if got < want {
		mark = "NOT reached"
	}
	return fmt.Sprintf("- %s: %.2f, target %.2f: %s\n", what, got, want, mark)
}
