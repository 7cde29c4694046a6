package matter

import (
	"slices"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
)

// CanSee is the capability to know of a matter.
const CanSee access.Capability = "matter.see"

// CanReadInner is the capability to read what staff wrote for each other.
const CanReadInner access.Capability = "matter.inner"

// CanReveal is the capability to learn who raised a matter, through
// people.Reveal; CanRevealSecret to do so although they asked for secrecy.
const (
	CanReveal       access.Capability = "matter.reveal"
	CanRevealSecret access.Capability = "matter.reveal_secret"
)

// capabilities are all that can be done to a matter.
var capabilities = []access.Capability{
	CanSee, CanReadInner, CanReveal, CanRevealSecret, CanRaise, CanRaiseFor, CanDispatch, CanOverride, CanRule,
	CanHandle, CanAssist, CanSpeak, CanSpeakFor, CanReview, CanFollowUp, CanApprove, CanFollow,
}

// Capabilities lists all that can be done to a matter: whoever is complained of
// must be denied every one of them (Weifang hotline regulation 2021, art. 11).
func Capabilities() []access.Capability { return slices.Clone(capabilities) }
