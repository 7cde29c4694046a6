package bel

import (
	"strconv"

	"github.com/jinlin-oss/jinlin/ballot/internal/canon"
)

// SetupPayload is the payload of Setup: what defines the election
// (specification, section 4.10).
type SetupPayload struct {
	Election    Hash
	Trustees    Hash
	Credentials Hash
}

// Append writes the payload canonically.
func (p SetupPayload) Append(dst []byte) []byte {
	dst = appendHash(append(dst, `{"election":`...), p.Election)
	dst = appendHash(append(dst, `,"trustees":`...), p.Trustees)
	dst = appendHash(append(dst, `,"credentials":`...), p.Credentials)
	return append(dst, '}')
}

// ParseSetupPayload reads what Append writes.
func ParseSetupPayload(body []byte) (SetupPayload, error) {
	var p SetupPayload
	s := canon.Scan(body)
	s.Lit(`{"election":`)
	p.Election = scanHash(s)
	s.Lit(`,"trustees":`)
	p.Trustees = scanHash(s)
	s.Lit(`,"credentials":`)
	p.Credentials = scanHash(s)
	s.Lit(`}`)
	return p, s.End()
}

// SizedTally is the payload of EncryptedTally: how much was tallied
// (specification, section 4.16).
type SizedTally struct {
	NumTallied     int    // ballots, the last one of each voter
	TotalWeight    uint64 // the sum of their weights
	EncryptedTally Hash
}

// Append writes the payload canonically.
func (p SizedTally) Append(dst []byte) []byte {
	dst = strconv.AppendInt(append(dst, `{"num_tallied":`...), int64(p.NumTallied), 10)
	dst = canon.AppendWeight(append(dst, `,"total_weight":`...), p.TotalWeight)
	return append(appendHash(append(dst, `,"encrypted_tally":`...), p.EncryptedTally), '}')
}

// ParseSizedTally reads what Append writes.
func ParseSizedTally(body []byte) (SizedTally, error) {
	var p SizedTally
	s := canon.Scan(body)
	s.Lit(`{"num_tallied":`)
	p.NumTallied = s.Int(1<<30 - 1)
	s.Lit(`,"total_weight":`)
	p.TotalWeight = s.Weight()
	s.Lit(`,"encrypted_tally":`)
	p.EncryptedTally = scanHash(s)
	s.Lit(`}`)
	return p, s.End()
}

// Owned is the payload of PartialDecryption and Shuffle: who did it
// (specification, sections 4.17 and 4.18).
type Owned struct {
	Owner   int // the trustee, counted from 1
	Payload Hash
}

// Append writes the payload canonically.
func (p Owned) Append(dst []byte) []byte {
	dst = strconv.AppendInt(append(dst, `{"owner":`...), int64(p.Owner), 10)
	return append(appendHash(append(dst, `,"payload":`...), p.Payload), '}')
}

// ParseOwned reads what Append writes.
func ParseOwned(body []byte) (Owned, error) {
	var p Owned
	s := canon.Scan(body)
	s.Lit(`{"owner":`)
	p.Owner = s.Int(1 << 20)
	s.Lit(`,"payload":`)
	p.Payload = scanHash(s)
	s.Lit(`}`)
	return p, s.End()
}
