package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// row is one task with the medians of all rounds.
type row struct {
	task             string
	tool, all, alone cost // belenios-tool; here on all processors; here on one
}

func (s settings) measure(e *election) (string, error) {
	var rows []row
	for _, t := range []struct{ task, dir string }{{taskVerify, e.final}, {taskTally, e.closed}, {taskResult, e.decrypted}} {
		r, err := s.compare(t.task, e.path(t.dir))
		if err != nil {
			return "", err
		}
		rows = append(rows, r)
	}
	var memory string
	if s.megabytes > 0 {
		var err error
		if memory, err = s.memory(e); err != nil {
			return "", err
		}
	}
	sealing, err := s.browser(e)
	if err != nil {
		return "", err
	}
	return s.section(rows) + memory + sealing, nil
}

// compare runs the contenders in turn.
func (s settings) compare(task, path string) (row, error) {
	var tool, all, alone []cost
	for i := range s.rounds {
		note("%s, round %d of %d", task, i+1, s.rounds)
		for _, c := range []struct {
			costs *[]cost
			run   func() (cost, error)
		}{
			{&tool, func() (cost, error) { return theirs(task, path) }},
			{&all, func() (cost, error) { return ours(task, path, runtime.NumCPU()) }},
			{&alone, func() (cost, error) { return ours(task, path, 1) }},
		} {
			spent, err := c.run()
			if err != nil {
				return row{}, err
			}
			*c.costs = append(*c.costs, spent)
		}
	}
	return row{task, median(tool), median(all), median(alone)}, nil
}

// median takes the medians of the three figures apart.
func median(costs []cost) cost {
	of := func(figure func(cost) int64) int64 {
		values := make([]int64, len(costs))
		for i, c := range costs {
			values[i] = figure(c)
		}
		return middle(values)
	}
	return cost{
		wall:      time.Duration(of(func(c cost) int64 { return int64(c.wall) })),
		processor: time.Duration(of(func(c cost) int64 { return int64(c.processor) })),
		peak:      of(func(c cost) int64 { return c.peak }),
	}
}

func middle[T cmp.Ordered](values []T) T {
	values = slices.Sorted(slices.Values(values))
	return values[len(values)/2]
}

// memory verifies a large archive and looks at the peak.
func (s settings) memory(e *election) (string, error) {
	note("writing an archive of %d MB", s.megabytes)
	path, err := e.large(filepath.Dir(e.final), int64(s.megabytes)<<20)
	if err != nil {
		return "", err
	}
	stat, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	note("verifying it")
	c, err := ours(taskVerify, path, runtime.NumCPU())
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("\nVerifying an archive of %d MB (%d voters in the list, each ballot a revote): %.1f s, peak memory %d MB (target under 100 MB: %s).\n",
		stat.Size()>>20, listed*len(e.list), c.wall.Seconds(), c.peak>>20, verdict(c.peak > 0 && c.peak < 100<<20)), nil
}

func verdict(met bool) string {
	if met {
		return "met"
	}
	return "missed"
}

// section writes the comparison in Markdown.
func (s settings) section(rows []row) string {
	var out strings.Builder
	fmt.Fprintf(&out, "## B5 An owners' vote, recounted\n\n%d ballots of one three-option question, BELENIOS-2048, weights of five digits, one trustee. Medians of %d rounds, %d processors.\n\n",
		s.voters, s.rounds, runtime.NumCPU())
	out.WriteString("| task | belenios-tool | here, all processors | here, one | faster, all | faster, one | memory, tool / here |\n|---|---|---|---|---|---|---|\n")
	for _, r := range rows {
		fmt.Fprintf(&out, "| %s | %s | %s | %s | %.1f× | %.1f× | %d / %d MB |\n", r.task, times(r.tool), times(r.all), times(r.alone),
			ratio(r.tool, r.all), ratio(r.tool, r.alone), r.tool.peak>>20, r.all.peak>>20)
	}
	v := rows[0]
	fmt.Fprintf(&out, "\nTimes are wall clock (processor time). Targets for verification: 4× on all processors (%s), 2× on one (%s). Tally and result include the verification of every ballot on both sides.\n",
		verdict(ratio(v.tool, v.all) >= 4), verdict(ratio(v.tool, v.alone) >= 2))
	return out.String()
}

func times(c cost) string {
	return fmt.Sprintf("%.2f s (%.2f)", c.wall.Seconds(), c.processor.Seconds())
}

func ratio(a, b cost) float64 { return a.wall.Seconds() / b.wall.Seconds() }
