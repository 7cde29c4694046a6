// Package act is how anything is done or seen: an Act changes, a View reads,
// both as someone, at one moment, in one realm.
//
// An act is a function of a module: func Dispatch(a *act.Act, …) error. It asks
// a.Require for what it is about to do, changes rows, publishes events. Its
// changes, its trail, its events and its jobs commit together or not at all. An
// act that changed something and left no trail is refused (a bug of ours); a
// refused act leaves a trail of the refusal.
//
// Time in an act is a.At and nothing else. There is no other clock in a module.
package act
