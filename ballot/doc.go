// Package ballot holds votes that anyone can recount: encrypted ballots, a public
// board, a tally nobody can falsify and nobody can look into, in the format of
// Belenios 2.0 (protocol version 1). A program that is not ours, Debian's
// belenios-tool, verifies every election made here; [Verify] verifies every
// election made by it, and is stricter.
//
// "Section 4.12" below and in the code is that section of the Belenios
// specification, version 2.0, which Debian installs as
// /usr/share/doc/belenios-tool/specification.pdf.gz.
//
// # Who holds which secret
//
//	credential authority          voter                     trustees 1 … n
//	────────────────────          ─────                     ──────────────
//	draws one credential c        holds c, seals a ballot   each holds a private key x;
//	per voter, prints it,         b on his own device       t of them together, never
//	keeps the roster              keeps the tracker of b    fewer, can decrypt a sum
//	      │                             │                          │
//	      │ g^secret(c), weight         │ b                        │ g^x, later α^x
//	      ▼                             ▼                          ▼
//	┌──────────────────────────── the board, public ─────────────────────────────┐
//	│ election · trustees · credentials │ ballot ballot … │ tally │ α^x … │ result │
//	└─────────────────────────────────────────────────────────────────────────────┘
//	      every entry fixed by the hash of the last event: publish it every day
//
//	auditor: anyone. Needs only the board, and the roster if one was published.
//	server:  keeps the board. Holds no secret at all.
//
// Who can do harm, and with whom, is in the README.
//
// # The protocol in one page
//
// All computing is in a group of prime order q with generator g (package group).
// Three things are hard there, and everything rests on them: to find x from g^x;
// to tell g^xy from a random element given g^x and g^y; to find a text with a
// given hash. H below is SHA-256 as a number modulo q, over texts joined with
// bars and commas (type transcript).
//
// Set-up. A trustee draws x and publishes X = g^x with a proof of knowing x
// (section 4.5, [NewTrustee]). The key of the election is y = ∏X, and nobody has
// its logarithm (section 3.1.1, [Trustees.PublicKey]). With a threshold, the
// trustees share one x as points of a polynomial (section 4.6, [Ceremony]). The
// credential authority derives from each credential c a secret exponent s and
// publishes g^s with the voter's weight (section 4.8, [Credential.Public]). The
// election is a text; its hash φ goes into every proof (section 4.10, [Election]).
//
// Vote. A tick m, 0 or 1, is encrypted as α = g^r, β = y^r·g^m with random r
// (section 4.11, [Seal]). Multiplying ciphertexts adds what they encrypt. As
// nobody looks inside, the voter proves that each m is 0 or 1, and that their
// number is allowed (sections 4.12, 4.13), and signs the ballot with s (section
// 4.14). The proofs all have one shape. For claims "(α, β) encrypts M", of which
// at least one must hold, there is a challenge c and a response a for each, and
//
//	A = g^a·α^c    B = y^a·(β/g^M)^c    Σc = H(…, A, B, A', B', …)
//
// Whoever knows r for one claim can choose the other challenges first and must
// take for the last what is left over of the sum; whoever knows none must guess
// the hash ([Checker], verifyOne; proveOne).
//
// Tally. After the end, the last ballot of each voter counts (section 4.15). The
// ciphertexts of each choice are multiplied, each to the power of its voter's
// weight (section 4.16, [Board.Tally]):
//
//	α = ∏ α(v)^weight(v)    β = ∏ β(v)^weight(v)
//
// Only these sums are ever decrypted. A trustee publishes α^x and proves that
// log(α^x)/log α is the x of X (section 4.18, [PrivateKey.Decrypt]). The product F
// of all α^x, with a threshold each to the power of its Lagrange coefficient
// (section 4.19, [Trustees.Combine]), leaves β/F = g^n, where n is the number of
// votes. It is small enough to be searched for ([Tally.Open]), and to check it
// needs no search.
//
// # Areas and heads in one tally
//
// Owners decide by area and by heads. A [Weighing] packs both into one weight,
// area·10^h + 1, and one tally gives both sums.
//
// # What Verify checks
//
// Everything that section 3.5 asks for: the chain of hashes, the proofs of the
// trustees, every proof and signature of every ballot, the decryptions, the
// result. And, where belenios-tool 2.0 says nothing:
//
//   - no ballot stands on the board twice; otherwise whoever can post could bring
//     an old ballot of a voter back after the voter changed his mind;
//   - the archived tally and its totals are those recomputed from the ballots;
//   - every element read anywhere lies in the group, every number is below q;
//   - every JSON text is canonical, and so is the file, byte for byte;
//   - credentials are distinct, weights positive and their sum below 2^63;
//   - no trustee decrypts twice, none has a key of another item;
//   - if given: heads of the chain noted earlier are part of it, weights agree with the roster, and nobody on the paper list has a
//     ballot on the board;
//   - every length is bounded before memory is taken for it.
//
// # Constant time
//
// Secrets have types of their own ([Credential], [PrivateKey], [Seed], group.Secret)
// that do not print. Everything computed from them, in [Seal], [PrivateKey.Decrypt],
// [Ceremony] and key generation, runs on filippo.io/bigmod in a time that does not
// depend on their values, and takes the same path whatever is voted. Verification,
// tallies and the search for the result see public numbers only and run in
// variable time, on the faster arithmetic of ballot/internal/mont. Reading what a
// person typed (a credential, a key file) is not constant-time.
//
// # Memory
//
// Verify reads the archive once, front to back, and holds about 150 bytes for each
// voter and 100 for each ballot, 16 MB of tables, and the ballots in work; ballots
// that were replaced are read a second time. Parsers take at most a megabyte plus
// 400 bytes for each byte of input.
//
// # What is deliberately absent
//
// Non-homomorphic questions and shuffles; the tool's key ceremony messages (the
// published outcome is the same); time, names and places: who may vote and when is
// for the caller.
package ballot
