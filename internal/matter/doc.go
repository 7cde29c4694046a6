// Package matter is the heart of the house: a need is heard, handed to a seat
// that must answer for it, handled, reported back and judged (听 议 办 知 评).
//
// # A matter's life
//
// What a matter is at is its stage; what was done to it are its steps, appended
// and never changed. Which step may follow which stage, and who may take it, is
// one literal table, Changes; the tests and docs/matter-stages.md print it. The
// stage column is a projection of the steps: Replay of the steps gives it, and a
// property test holds the two equal.
//
// Stages say what, steps say who: a matter that was returned and one that was
// escalated may both stand at "dispatched"; the steps tell them apart.
//
// # Invariants
//
//   - One seat answers for a matter (首接负责制); those who help can add to it
//     and never close it.
//   - A seat may return a matter as not its duty once; after a ruling it cannot.
//   - Every dispatched matter has a limit. The clock stands still only while it
//     waits for the resident or is parked, and both clocks are shown.
//   - Closed is not solved: how it ended is said in one of five words, and the
//     resident has the last word within a bounded window. Silence is not consent:
//     a matter nobody judged closes as not judged.
//   - Parked is not solved, has a reason, an approval from above and a date.
//   - The party complained of knows nothing of the matter, not even masked.
//   - No name, no telephone number and no address of a person is stored here:
//     persons are ids of package people.
//
// The law behind it is cited where a rule comes from it; DOMAIN.md sections 1, 2
// and 16 gather it.
//
// Deliberately absent: rankings of any kind, check-in, compulsory photos,
// positions of staff; the texts of notices (the wiring turns events into them);
// joint rooms, whistles and deliberations themselves, which stand above and only
// leave their steps here.
package matter
