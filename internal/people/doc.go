// Package people is the only room with personal data: persons, where they live
// and what they own, what they agreed to, who looked at them, and how long any
// of it is kept. Every other room holds a person's id.
//
// # What is kept how
//
// Names, phones, document numbers, birth days, party membership and care facts
// are sealed (platform/seal), each bound to its row. Lookups go by blind
// indexes. Whoever asks gets what platform/mask leaves, unless they are the
// person or hold a reveal: one person, stated fields, a stated purpose, sixty
// seconds, at most thirty an hour, and the person reads who and why under
// 谁看过我的信息 (PIPL arts. 44, 51; the mass reading of TRUST T19).
//
// # Where a person stands
//
// A standing ties a person to a home as its owner or as one who lives there, and
// says how that was proved: by the register of the compound, a letter put into
// the mailbox, papers at the counter, or the word of the building's lead. Only a
// proved standing opens anything. Standings end, they are not deleted: who owned
// a home on a day is asked years later.
//
// # Rules
//
//   - Someone without a phone is a person all the same: staff registers them and
//     says how they were told (PIPL arts. 17, 30).
//   - Anything about a child under fourteen needs a guardian's consent (art. 31).
//   - Acting for someone is a delegation: recorded, with how it was agreed, ended
//     by either side at any time. Nobody shares a password.
//   - Every class of record has a rule of how long it is kept (Retention); what
//     the law makes us keep is a hold, and refusing to delete names it.
//   - No face, no fingerprint, no position: there is no column for them.
//
// Deliberately absent: accounts and sign-in (platform/auth), seats and offices
// (org), anything a person said or asked for (matter).
package people
