package matterapi

import (
	"github.com/danielgtaylor/huma/v2"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/platform/api"
)

// The words of a matter, each described by the list of its values.
type (
	// Stage is where a matter stands.
	Stage string
	// Kind is what sort of need it is.
	Kind string
	// Channel is the way it came.
	Channel string
	// Outcome is what came of it.
	Outcome string
	// State is which matters a list holds.
	State string
)

// The states of a list.
const (
	open  State = "open"
	ended State = "ended"
	all   State = "all"
)

var states = map[State]matter.State{"": matter.Open, open: matter.Open, ended: matter.Ended, all: matter.All}

// Schema lists the stages.
func (Stage) Schema(huma.Registry) *huma.Schema { return api.OneOf(matter.Stages()) }

// Schema lists the kinds.
func (Kind) Schema(huma.Registry) *huma.Schema { return api.OneOf(matter.Kinds()) }

// Schema lists the channels.
func (Channel) Schema(huma.Registry) *huma.Schema { return api.OneOf(matter.Channels()) }

// Schema lists the outcomes.
func (Outcome) Schema(huma.Registry) *huma.Schema { return api.OneOf(matter.Outcomes()) }

// Schema lists the states.
func (State) Schema(huma.Registry) *huma.Schema { return api.OneOf([]State{open, ended, all}) }
