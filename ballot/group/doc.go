// Package group is the arithmetic under an election: a cyclic group of prime
// order q in which discrete logarithms are hard, the integers modulo q, and the
// few heavy operations a vote needs, done fast where everything is public and
// in constant time where something is secret.
//
// # Public and secret
//
// Two kinds of number never mix, because they have different types:
//
//   - *big.Int is a public scalar: a challenge, a response, a weight. [Group.Powers],
//     [Group.Member], [Table], [Product] and [Group.Logs] take public scalars, run
//     in variable time and use the fast arithmetic of package mont.
//   - *[Secret] is a secret scalar: the randomness of a ballot, a credential, a
//     trustee's key. It is made and combined by [Scalars] and raised by
//     [Group.SecretProduct], all on filippo.io/bigmod, whose running time does not
//     depend on the values. [Scalars.Publish] is the only way out.
//
// # Shared squaring chains
//
// A verifier raises the same element to several exponents: α to q (to see that it
// lies in the group) and to one challenge per branch of a proof. The squarings
// α, α², α⁴, α⁸ … are the same for all of them, so [Group.Powers] walks them once
// and multiplies each power into the buckets of every exponent that has a digit
// there (Yao, "On the evaluation of powers", 1976). The generator and the key of
// the election are raised thousands of times; for them a [Table] holds all
// multiples of every digit, and no squaring is left.
package group
