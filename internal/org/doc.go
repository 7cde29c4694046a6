// Package org keeps organisations, their seats, and who holds each seat when.
// From a seat, and from nothing else, comes every permission of a person.
//
// # Organisations
//
// An organisation is of a kind (a row: 小区党支部, 劝和小组, 红色物业…) and every
// kind belongs to one family (a constant: party, owners, property…), the only
// thing the rules look at. So a city names its bodies as it likes. Which kinds
// make the ladder of three to six tiers (大党工委—大党委—支部—党小组—中心户) is
// data of the realm. What an organisation is there for is a list of territories
// with dates, so that coverage can be told for any day.
//
// # Seats and appointments
//
// A seat stands at a place and belongs to an organisation; work is dispatched to
// the seat, not to the person. An appointment says who holds a seat from when
// until when. Terms end by date alone: nothing has to run. HeldBy is asked anew
// for every request, so whoever is relieved loses the permission at once.
//
// Invariants, each with a test: a seat never has more holders than its capacity;
// nobody appoints themselves, and only a seat of a higher rank appoints; no one
// holds two of the three administrations (系统, 审计, 安全 of GB/T 22239-2019) at
// once; the path of a seat is the path of its place.
//
// Deliberately absent: names and party membership of persons (people), meetings
// and elections (assembly), contracts and fees (treasury).
package org
