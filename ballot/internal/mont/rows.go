package mont

import "math/bits"

// The three loops below are the whole cost of an election check. This file has
// them in plain Go; rows_amd64.s has the same in assembly.

// addMul sets z += x·y over len(x) limbs and returns the carry.
func addMul(z, x []uint64, y uint64) (carry uint64) {
	z = z[:len(x)]
	for i, v := range x {
		hi, lo := bits.Mul64(v, y)
		var c uint64
		lo, c = bits.Add64(lo, carry, 0)
		hi += c
		z[i], c = bits.Add64(z[i], lo, 0)
		carry = hi + c
	}
	return carry
}

// mulRowsGo sets t = x·y; t is zero before.
func mulRowsGo(t *wide, x, y *Nat) {
	for i, v := range y {
		t[i+Limbs] = addMul(t[i:], x[:], v)
	}
}

// triangleGo sets t to the sum of x[i]·x[j]·2^(64(i+j)) over i < j; t is zero
// before.
func triangleGo(t *wide, x *Nat) {
	for i := range Limbs - 1 {
		t[i+Limbs] = addMul(t[2*i+1:], x[i+1:], x[i])
	}
}

// reduceRowsGo adds to t the multiple of n that makes its lower half vanish,
// and returns the carry out of the upper half. k is -n⁻¹ mod 2^64.
func reduceRowsGo(t *wide, n *Nat, k uint64) (carry uint64) {
	for i := range Limbs {
		c := addMul(t[i:], n[:], t[i]*k)
		t[i+Limbs], carry = bits.Add64(t[i+Limbs], c, carry)
	}
	return carry
}
