package ui_test

import (
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/web/ui/uitest"
)

func TestClasses(t *testing.T) {
	t.Parallel()
	uitest.Classes(t, ".", "gallery")
}
