// Package codes reads the numbers the country gives to people, bodies, places
// and telephones, says in a sentence what is wrong with one, and keeps each in
// a single written form so that equal numbers compare equal.
//
//   - [ParseIdentity]: resident identity numbers, GB 11643 (18 characters), and
//     [ParseOldIdentity] for the 15-digit numbers of old registers, on import only.
//   - [ParseDocument]: the other documents a person may show.
//   - [ParseCreditCode]: unified social credit codes, GB 32100-2015. A check
//     character that does not fit is a doubt, not an error: real bodies carry such codes.
//   - [ParseDivision]: 12-digit division codes; a name that does not fit the
//     number is a doubt as well.
//   - [ParsePhone]: mobile, landline and service numbers.
//
// Everything is pure. Errors are [errs.Invalid] with a stable code and a Chinese
// sentence. No number is ever put into an error: errors reach logs.
package codes
