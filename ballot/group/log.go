package group

import (
	"context"
	"math"
	"math/big"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/jinlin-oss/jinlin/ballot/internal/mont"
)

// maxSteps bounds the baby steps, and with them the memory of a search: a step
// takes 24 bytes, so about 100 MB. Beyond it the giant steps grow instead.
const maxSteps = 1 << 22

// stride is how many steps are made between two looks at the context.
const stride = 1 << 12

// Logs is Shanks's baby-step giant-step method. With s baby steps, the table
// holds g^0 … g^(s-1); x = i·s + j is found when target·g^(-s·i) stands in it at
// j. One table serves all targets, so s is about the root of limit·targets.
func (g *residues) Logs(ctx context.Context, targets []Element, limit uint64) ([]uint64, error) {
	if len(targets) == 0 {
		return nil, nil
	}
	root := math.Sqrt(float64(limit)+1) * math.Sqrt(float64(len(targets)))
	baby, err := g.babySteps(ctx, uint64(min(max(root, 1), maxSteps, float64(limit)+1)))
	if err != nil {
		return nil, err
	}
	out := make([]uint64, len(targets))
	for i, t := range targets {
		out[i], err = baby.find(ctx, t.(*residue).nat(), limit)
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// steps is the table of baby steps: an open hash table whose slots hold 32 bits
// of the element above the exponent plus one. A hit is checked before it is
// believed.
type steps struct {
	g     *residues
	count uint64
	slots []uint64
	mask  uint64
	giant mont.Nat // g^(-count)
	fixed *fixed
}

func (g *residues) babySteps(ctx context.Context, count uint64) (*steps, error) {
	size := uint64(2)
	for size < 2*count {
		size *= 2
	}
	s := &steps{g: g, count: count, slots: make([]uint64, size), mask: size - 1}
	s.fixed = g.newTable(g.g.nat(), 4)
	keys := make([]uint64, count)
	err := parallel(ctx, count, func(from, to uint64) {
		x := s.power(from)
		for j := from; j < to; j++ {
			keys[j] = key(&x)
			g.m.Mul(&x, &x, g.g.nat())
		}
	})
	if err != nil {
		return nil, err
	}
	for j, k := range keys {
		s.insert(k, uint64(j))
	}
	back := new(big.Int).Sub(g.q, new(big.Int).SetUint64(count))
	s.giant = mont.Nat(*s.fixed.Mul(g.one, back).(*residue))
	return s, nil
}

// power returns g^x.
func (s *steps) power(x uint64) mont.Nat {
	return mont.Nat(*s.fixed.Mul(s.g.one, new(big.Int).SetUint64(x)).(*residue))
}

// key hashes an element: its limbs in Montgomery form are as good as random.
func key(x *mont.Nat) uint64 { return x[0] ^ x[1]<<1 }

func (s *steps) insert(k, j uint64) {
	for i := k & s.mask; ; i = (i + 1) & s.mask {
		if s.slots[i] == 0 {
			s.slots[i] = k&^math.MaxUint32 | (j + 1)
			return
		}
	}
}

// lookup calls try with every j whose baby step may be x, until it returns true.
func (s *steps) lookup(x *mont.Nat, try func(j uint64) bool) bool {
	k := key(x)
	for i := k & s.mask; s.slots[i] != 0; i = (i + 1) & s.mask {
		if (s.slots[i]^k)>>32 == 0 && try(s.slots[i]&math.MaxUint32-1) {
			return true
		}
	}
	return false
}

// find makes the giant steps of one target.
func (s *steps) find(ctx context.Context, target *mont.Nat, limit uint64) (uint64, error) {
	var found atomic.Uint64
	var done atomic.Bool
	err := parallel(ctx, limit/s.count+1, func(from, to uint64) {
		if done.Load() {
			return
		}
		shift := new(big.Int).SetUint64(from)
		shift.Mul(shift, new(big.Int).SetUint64(s.count))
		shift.Sub(s.g.q, shift).Mod(shift, s.g.q)
		start := residue(*target)
		x := mont.Nat(*s.fixed.Mul(&start, shift).(*residue))
		for i := from; i < to; i++ {
			hit := s.lookup(&x, func(j uint64) bool {
				v := i*s.count + j
				if v > limit || s.power(v) != *target {
					return false
				}
				found.Store(v)
				return true
			})
			if hit {
				done.Store(true)
				return
			}
			s.g.m.Mul(&x, &x, &s.giant)
		}
	})
	switch {
	case err != nil:
		return 0, err
	case !done.Load():
		return 0, ErrNoLog
	}
	return found.Load(), nil
}

// parallel runs work over [0, count) in pieces, on all processors, in order of
// start, until the context ends.
func parallel(ctx context.Context, count uint64, work func(from, to uint64)) error {
	var next atomic.Uint64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for ctx.Err() == nil {
				to := next.Add(stride)
				from := to - stride
				if from >= count {
					return
				}
				work(from, min(to, count))
			}
		})
	}
	wg.Wait()
	return ctx.Err()
}
