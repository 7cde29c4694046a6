// Package mont multiplies fast modulo one odd 2048-bit number.
//
// It serves the public side of an election: proofs, tallies and discrete
// logarithms, where every operand is published anyway. Nothing here runs in
// constant time, and no secret may pass through it; secret exponents go
// through filippo.io/bigmod in package group.
//
// Numbers are kept in Montgomery form: x stands as x·R mod n with R = 2^2048,
// always fully reduced, so that equal numbers have equal limbs. A product costs
// one multiplication and one reduction (Montgomery, "Modular multiplication
// without trial division", Math. Comp. 44, 1985):
//
//	Mul(x·R, y·R) = x·R · y·R · R⁻¹ = (x·y)·R  (mod n)
//
// On amd64 processors with the ADX and BMI2 instructions the inner row is in
// assembly; everywhere else, and with the build tag purego, it is plain Go.
package mont
