package app

import (
	"github.com/jinlin-oss/jinlin/internal/platform/event"
	"github.com/jinlin-oss/jinlin/internal/platform/job"
)

// wire lists every reaction to every event, and everything done by the clock:
// the map of the upward arrows.
func (a *App) wire(bus *event.Bus, kinds *job.Kinds) {
}
