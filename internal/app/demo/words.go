package demo

import (
	_ "embed"

	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

//go:embed en.json
var english []byte

var _ = words.MustRegister("demo", english)
