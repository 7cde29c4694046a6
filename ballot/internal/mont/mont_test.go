package mont

import (
	"crypto/rand"
	"math/big"
	"testing"
)

// odd returns a random odd number of exactly 2048 bits.
func odd(t testing.TB) *big.Int {
	t.Helper()
	n, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), Bits-1))
	if err != nil {
		t.Fatal(err)
	}
	n.SetBit(n, Bits-1, 1)
	return n.SetBit(n, 0, 1)
}

// corners are the numbers where carries go wrong first.
func corners(t testing.TB, n *big.Int) []*big.Int {
	t.Helper()
	one := big.NewInt(1)
	out := []*big.Int{new(big.Int), one, new(big.Int).Sub(n, one), new(big.Int).Rsh(n, 1), new(big.Int).Lsh(one, 64)}
	for range 8 {
		x, err := rand.Int(rand.Reader, n)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, x)
	}
	return out
}

func TestMulAgreesWithBig(t *testing.T) {
	t.Parallel()
	ones := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), Bits), big.NewInt(1))
	for _, n := range []*big.Int{ones, new(big.Int).SetBit(big.NewInt(1), Bits-1, 1), odd(t), odd(t), odd(t)} {
		m, err := NewModulus(n)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range corners(t, n) {
			for _, y := range corners(t, n) {
				checkProduct(t, m, x, y)
			}
		}
	}
}

func checkProduct(t *testing.T, m *Modulus, x, y *big.Int) {
	t.Helper()
	var a, b, z Nat
	m.FromBig(&a, x)
	m.FromBig(&b, y)
	m.Mul(&z, &a, &b)
	want := new(big.Int).Mul(x, y)
	want.Mod(want, m.Big())
	if got := m.ToBig(new(big.Int), &z); got.Cmp(want) != 0 {
		t.Fatalf("Mul(%x, %x) mod %x = %x, want %x", x, y, m.Big(), got, want)
	}
	var fresh Nat
	m.FromBig(&fresh, want)
	if fresh != z {
		t.Fatal("a product is not fully reduced")
	}
	m.Sqr(&z, &a)
	want.Mul(x, x)
	want.Mod(want, m.Big())
	if got := m.ToBig(new(big.Int), &z); got.Cmp(want) != 0 {
		t.Fatalf("Sqr(%x) mod %x = %x, want %x", x, m.Big(), got, want)
	}
}

// TestRowsAgree compares the rows in use with those in plain Go.
func TestRowsAgree(t *testing.T) {
	t.Parallel()
	all := limbs(new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), Bits), big.NewInt(1)))
	x, y, n := limbs(odd(t)), limbs(odd(t)), limbs(odd(t))
	for _, v := range [][3]Nat{{x, y, n}, {all, all, all}, {all, x, n}, {y, all, all}} {
		var a, b wide
		mulRows(&a, &v[0], &v[1])
		mulRowsGo(&b, &v[0], &v[1])
		if a != b {
			t.Fatal("mulRows differs")
		}
		k := -inverse64(v[2][0])
		ca, cb := reduceRows(&a, &v[2], k), reduceRowsGo(&b, &v[2], k)
		if a != b || ca != cb {
			t.Fatal("reduceRows differs")
		}
		a, b = wide{}, wide{}
		triangle(&a, &v[0])
		triangleGo(&b, &v[0])
		if a != b {
			t.Fatal("triangle differs")
		}
	}
}

func TestNewModulusRefuses(t *testing.T) {
	t.Parallel()
	n := odd(t)
	for name, bad := range map[string]*big.Int{
		"even":     new(big.Int).Lsh(big.NewInt(1), Bits-1),
		"short":    new(big.Int).Rsh(n, 1),
		"long":     new(big.Int).SetBit(n, Bits, 1),
		"negative": new(big.Int).Neg(n),
		"zero":     new(big.Int),
	} {
		if _, err := NewModulus(bad); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func BenchmarkMul(b *testing.B) {
	m, _ := NewModulus(odd(b))
	x, y := m.one, m.rr
	for b.Loop() {
		m.Mul(&x, &x, &y)
	}
}

func BenchmarkSqr(b *testing.B) {
	m, _ := NewModulus(odd(b))
	x := m.rr
	for b.Loop() {
		m.Sqr(&x, &x)
	}
}
