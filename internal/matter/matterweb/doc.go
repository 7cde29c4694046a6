// Package matterweb is the faces of a matter: where it is said, where it is
// handled, where it is handed out, where everyone can read of it.
//
//	raise.go help.go      a resident says what is needed; 长辈版 in two taps
//	mine.go record.go     what became of it, and what the resident has to say
//	door.go               the printed code at a door, without an account
//	inbox.go              a worker's day by the clock, for one thumb
//	desk.go bulk.go       the table, the opened record, many at once
//	behalf.go             staff write down what was said at a counter
//	paper.go export.go    what leaves on paper and in files
//	board.go queue.go     figures with their lists; what nobody has, what stands still
//	category.go routing.go doorsetup.go holidays.go   what the rest goes by
//	open.go               the public list
//	file.go               photos and voices, under the permission of their matter
//
// # Invariants
//
//   - No rule lives here. A deed's button shows where the table of changes and
//     the policy let it; the act decides.
//   - Every form works without script, keeps what was typed, and says in a
//     sentence what happens next and when.
//   - A page is drawn from a typed view in the reader's language; names of
//     persons come masked from package people, in one batch for a page.
//   - A page asks few statements however much it shows: a list one or two once
//     the names of the place are remembered, an opened matter six, a board
//     seven. A test holds every page to its number, the asker's own identity
//     apart.
package matterweb
