package words

import _ "embed"

// ground is the English of what the pure packages of the platform say: errs,
// calendar, clean, codes, file and sheet have no pages of their own.
//
//go:embed ground.json
var ground []byte

var _ = MustRegister("platform", ground)
