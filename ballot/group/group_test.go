package group

import (
	"context"
	"crypto/rand"
	"errors"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// both are the groups every test of this package runs on.
func both(t *testing.T, f func(*testing.T, *residues)) {
	t.Helper()
	for _, g := range []Group{Belenios2048(), RFC3526()} {
		t.Run(g.Name(), func(t *testing.T) {
			t.Parallel()
			f(t, g.(*residues))
		})
	}
}

// scalar draws a public exponent, with the corners now and then.
func scalar(g Group) *rapid.Generator[*big.Int] {
	return rapid.Custom(func(t *rapid.T) *big.Int {
		if rapid.IntRange(0, 9).Draw(t, "corner") == 0 {
			small := new(big.Int).SetUint64(rapid.Uint64Range(0, 3).Draw(t, "small"))
			if rapid.Bool().Draw(t, "top") {
				return small.Sub(g.Order(), small.Add(small, big.NewInt(1)))
			}
			return small
		}
		raw := rapid.SliceOfN(rapid.Byte(), 0, g.Scalars().Size()).Draw(t, "bytes")
		x := new(big.Int).SetBytes(raw)
		return x.Mod(x, g.Order())
	})
}

// pow is the slow truth.
func pow(g *residues, base Element, e *big.Int) *big.Int {
	return new(big.Int).Exp(g.toBig(base), e, g.p)
}

func TestParameters(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, g *residues) {
		if !g.p.ProbablyPrime(20) || !g.q.ProbablyPrime(20) {
			t.Error("p or q is not prime")
		}
		if rest := new(big.Int).Mod(new(big.Int).Sub(g.p, big.NewInt(1)), g.q); rest.Sign() != 0 {
			t.Error("q does not divide p-1")
		}
		if g.Equal(g.Generator(), g.One()) || !g.Contains(g.Generator()) {
			t.Error("g does not generate the group")
		}
	})
	if _, err := ByName("Ed25519"); !errors.Is(err, ErrUnknown) {
		t.Errorf("Ed25519: %v", err)
	}
}

func TestPowersAgree(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, g *residues) {
		rapid.Check(t, func(t *rapid.T) {
			base := g.Powers(g.Generator(), scalar(g).Draw(t, "base"))[0]
			es := rapid.SliceOfN(scalar(g), 1, 3).Draw(t, "exponents")
			got, in := g.Member(base, es...)
			if !in {
				t.Fatal("a power of g is said to be outside the group")
			}
			table := g.Table(base, rapid.SampledFrom([]int{1, 30, 1000}).Draw(t, "uses"))
			for i, e := range es {
				want := pow(g, base, e)
				if g.toBig(got[i]).Cmp(want) != 0 {
					t.Fatalf("chain: power %d differs", i)
				}
				if g.toBig(table.Mul(g.One(), e)).Cmp(want) != 0 {
					t.Fatalf("table: power %d differs", i)
				}
				x, err := g.Scalars().Take(e)
				if err != nil {
					t.Fatal(err)
				}
				if g.toBig(g.SecretProduct([]Element{base}, []*Secret{x})).Cmp(want) != 0 {
					t.Fatalf("constant time: power %d differs", i)
				}
				if new(big.Int).SetBytes(g.SecretBytes(base, x)).Cmp(want) != 0 {
					t.Fatalf("bytes: power %d differs", i)
				}
			}
		})
	})
}

func TestMembership(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, g *residues) {
		minusOne := new(big.Int).Sub(g.p, big.NewInt(1))
		outside := g.fromBig(minusOne) // of order two
		if g.Contains(outside) {
			t.Error("-1 is said to lie in the group")
		}
		twisted := g.Mul(g.Generator(), outside)
		if _, in := g.Member(twisted, big.NewInt(5)); in || g.Contains(twisted) {
			t.Error("-g is said to lie in the group")
		}
		if !g.Contains(g.Inverse(g.Generator())) || !g.Equal(g.Mul(g.Inverse(g.Generator()), g.Generator()), g.One()) {
			t.Error("the inverse of g is wrong")
		}
	})
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, g *residues) {
		for name, text := range map[string]string{
			"empty": "", "zero": "0", "leading zero": "02", "plus": "+2", "minus": "-2", "space": " 2", "hex": "0x2",
			"underscore": "1_0", "p": g.p.String(), "p+1": new(big.Int).Add(g.p, big.NewInt(1)).String(),
			"too long": strings.Repeat("9", g.MaxText()+1), "wide digit": "２",
		} {
			if _, err := g.Parse([]byte(text)); !errors.Is(err, ErrText) {
				t.Errorf("%s: %v", name, err)
			}
		}
		last := new(big.Int).Sub(g.p, big.NewInt(1)).String()
		e, err := g.Parse([]byte(last))
		if err != nil || string(g.Append(nil, e)) != last {
			t.Errorf("p-1 does not come back: %v", err)
		}
	})
}

func TestProductAgrees(t *testing.T) {
	t.Parallel()
	g := Belenios2048().(*residues)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 12).Draw(t, "factors")
		hint := rapid.SampledFrom([]int{0, 12, 5000}).Draw(t, "hint")
		a, b := g.Product(hint), g.Product(hint)
		want := big.NewInt(1)
		for i := range n {
			e := g.Powers(g.Generator(), big.NewInt(int64(i+2)))[0]
			w := rapid.OneOf(rapid.Uint64(), rapid.Uint64Range(0, 3)).Draw(t, "weight")
			if i%2 == 0 {
				a.Mul(e, w)
			} else {
				b.Mul(e, w)
			}
			want.Mul(want, pow(g, e, new(big.Int).SetUint64(w))).Mod(want, g.p)
		}
		a.Merge(b)
		if got := g.toBig(a.Value()); got.Cmp(want) != 0 {
			t.Fatal("weighted product differs")
		}
	})
}

func TestLogs(t *testing.T) {
	t.Parallel()
	g := Belenios2048().(*residues)
	for _, limit := range []uint64{0, 1, 2, 50, 9999, 3_000_000_000} {
		xs := []uint64{0, limit, limit / 2, limit / 3}
		targets := make([]Element, len(xs))
		for i, x := range xs {
			targets[i] = g.Powers(g.Generator(), new(big.Int).SetUint64(x))[0]
		}
		got, err := g.Logs(context.Background(), targets, limit)
		if err != nil {
			t.Fatalf("limit %d: %v", limit, err)
		}
		for i, x := range xs {
			if got[i] != x {
				t.Errorf("limit %d: log of g^%d is %d", limit, x, got[i])
			}
		}
		beyond := g.Powers(g.Generator(), new(big.Int).SetUint64(limit+1))
		if _, err := g.Logs(context.Background(), beyond, limit); !errors.Is(err, ErrNoLog) {
			t.Errorf("limit %d: g^(limit+1): %v", limit, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := g.Logs(ctx, []Element{g.Generator()}, 1<<40); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestSecretScalars(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, g *residues) {
		s := g.Scalars()
		rapid.Check(t, func(t *rapid.T) {
			x, y := scalar(g).Draw(t, "x"), scalar(g).Draw(t, "y")
			a, errA := s.Take(x)
			b, errB := s.Take(y)
			if errA != nil || errB != nil {
				t.Fatal(errA, errB)
			}
			same := func(what string, got *Secret, want *big.Int) {
				if s.Publish(got).Cmp(want.Mod(want, g.q)) != 0 {
					t.Fatalf("%s differs", what)
				}
			}
			same("sum", s.Add(a, b), new(big.Int).Add(x, y))
			same("difference", s.Sub(a, b), new(big.Int).Sub(x, y))
			same("product", s.Mul(a, b), new(big.Int).Mul(x, y))
			same("choice of 1", s.Select(1, a, b), new(big.Int).Set(x))
			same("choice of 0", s.Select(0, a, b), new(big.Int).Set(y))
			var hash [32]byte
			copy(hash[:], y.Bytes())
			same("reduced hash", s.Reduce(hash), new(big.Int).SetBytes(hash[:]))
			same("small", s.Small(7), big.NewInt(7))
		})
		if _, err := s.Take(g.q); !errors.Is(err, ErrScalar) {
			t.Errorf("q as a scalar: %v", err)
		}
		x, err := s.Random(rand.Reader)
		if err != nil || s.Publish(x).Cmp(g.q) >= 0 {
			t.Errorf("random scalar: %v", err)
		}
		if strings.Contains(x.String(), s.Publish(x).String()) {
			t.Error("a secret prints itself")
		}
	})
}

func FuzzParse(f *testing.F) {
	g := Belenios2048()
	f.Add([]byte("1"))
	f.Add([]byte("0"))
	f.Add(g.Append(nil, g.Generator()))
	f.Fuzz(func(t *testing.T, text []byte) {
		e, err := g.Parse(text)
		if err == nil && string(g.Append(nil, e)) != string(text) {
			t.Fatalf("%q came back as %q", text, g.Append(nil, e))
		}
	})
}

func BenchmarkMemberThree(b *testing.B) {
	g := Belenios2048().(*residues)
	e := []*big.Int{new(big.Int).Sub(g.q, big.NewInt(5)), new(big.Int).Div(g.q, big.NewInt(3))}
	for b.Loop() {
		g.Member(g.g, e...)
	}
}

func BenchmarkTable(b *testing.B) {
	g := Belenios2048().(*residues)
	t := g.Table(g.g, 100000)
	e := new(big.Int).Div(g.q, big.NewInt(3))
	for b.Loop() {
		t.Mul(g.one, e)
	}
}

func BenchmarkParseAppend(b *testing.B) {
	g := Belenios2048().(*residues)
	text := g.Append(nil, g.g)
	for b.Loop() {
		e, _ := g.Parse(text)
		g.Append(text[:0], e)
	}
}
