// Package event carries news upward between modules: the lower module owns a
// typed event and publishes it, the wiring of the house (app/wire.go) lists who
// reacts.
//
// Now runs in the same transaction, for invariants, without network. Later is a
// job inserted in the same transaction: it runs if and only if the act
// committed, at least once, so it must be idempotent.
package event
