package ui

// Scheme is light or dark, or what the reader's device prefers.
type Scheme string

// The schemes.
const (
	Auto  Scheme = "auto"
	Light Scheme = "light"
	Dark  Scheme = "dark"
)

// ParseScheme reads a scheme from a cookie or a form; what it does not know is
// Light: a noticeboard is paper until its reader says otherwise.
func ParseScheme(s string) Scheme {
	switch Scheme(s) {
	case Auto, Dark:
		return Scheme(s)
	}
	return Light
}

// Look is how a person wants pages drawn.
type Look struct {
	Elder  bool // 长辈版: large type, 60 px targets
	Scheme Scheme
}

// Theme is the name of the daisyUI theme.
func (l Look) Theme() string {
	name := "linli"
	if l.Elder {
		name += "-elder"
	}
	if l.Scheme == Dark {
		name += "-dark"
	}
	return name
}

// scheme is the data-scheme attribute; Auto lets the style sheet follow the device.
func (l Look) scheme() string {
	if l.Scheme == "" {
		return string(Light)
	}
	return string(l.Scheme)
}

// Tone is what a colour says; it never says it alone.
type Tone string

// The tones.
const (
	Leaf  Tone = "leaf"  // solved, in order
	Amber Tone = "amber" // waiting, due soon
	Red   Tone = "red"   // overdue, wrong
	Slate Tone = "slate" // closed without solution, resting
	Sea   Tone = "sea"   // under way, for your knowledge
	Brick Tone = "brick" // ours: used sparingly
)

func (t Tone) class() string { return "tone-" + string(t) }

// icon is the outline that goes with the tone where no other is named.
func (t Tone) icon() Icon {
	switch t {
	case Leaf:
		return IconCircleCheck
	case Amber:
		return IconHourglass
	case Red:
		return IconTriangleAlert
	case Slate:
		return IconCircleSlash
	}
	return IconCircleArrowRight
}
