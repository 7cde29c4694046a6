package prover

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/hex"
)

//go:embed prover.js
var script string

// Script is the text of the prover, to be served as text/javascript in UTF-8,
// byte for byte: its hash is published.
func Script() string { return script }

// SHA256 is the hash of the script in hexadecimal, as sha256sum prints it and as
// it stands in notices of an election. It is fit for an address that is cached
// for ever.
func SHA256() string {
	sum := sha256.Sum256([]byte(script))
	return hex.EncodeToString(sum[:])
}

// Integrity is the same hash for the integrity attribute of a script element. A
// page that has it runs this script or none; its workers then are made from the
// same bytes, for which the page's policy needs worker-src blob:.
func Integrity() string {
	sum := sha256.Sum256([]byte(script))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
