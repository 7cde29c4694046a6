package app_test

import (
	"syscall"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
)

// powerCuts is how often the power goes (R2).
const powerCuts = 10

// A server whose power is cut in the middle of everything loses nothing that it
// had acknowledged (TRUST R2); like a killed one otherwise. That the cut really
// loses what was not flushed is shown by the control beside it in package db.
func TestPowerCutKeepsWhatWasAcknowledged(t *testing.T) {
	if testing.Short() {
		t.Skip("cuts the power ten times")
	}
	t.Parallel()
	disk := dbtest.NewDisk(t)
	v := newVictim(t, disk.Path)
	syscall.Sync()
	v.suffer(powerCuts, func() {
		disk.Cut()
		v.kill()
		disk.Again()
	})
}
