package matter

import "github.com/jinlin-oss/jinlin/internal/org"

// Told is what every event of a matter says; whoever needs more asks for it
// (Speakers says who must hear).
type Told struct {
	Matter ID
	Step   int        // the step that brought it
	Seat   org.SeatID `json:",omitzero"` // who must answer now
	Before org.SeatID `json:",omitzero"` // who had to answer before
}

// News is every event of this package.
type News interface{ News() Told }

// News is the event itself.
func (t Told) News() Told { return t }

// The events, each after the act of its name.
type (
	Raised       struct{ Told }
	Diverted     struct{ Told }
	Answered     struct{ Told }
	Corrected    struct{ Told }
	Announced    struct{ Told }
	Dispatched   struct{ Told }
	Uncalled     struct{ Told } // the call promised to whoever pressed for help was not made
	Recalled     struct{ Told } // a dispatch was taken back at once
	Accepted     struct{ Told }
	Returned     struct{ Told }
	Ruled        struct{ Told }
	Contacted    struct{ Told }
	Handled      struct{ Told }
	Invited      struct{ Told } // Seat: the co-handler
	Contributed  struct{ Told }
	Asked        struct{ Told }
	Supplied     struct{ Told }
	Resumed      struct{ Told } // the resident did not answer; the clock runs again
	Extended     struct{ Told }
	ParkAsked    struct{ Told }
	Parked       struct{ Told }
	ParkRefused  struct{ Told }
	Unparked     struct{ Told }
	Deliberating struct{ Told }
	Concluded    struct{ Told }
	Escalated    struct{ Told }
	Supervised   struct{ Told }
	DueSoon      struct{ Told } // a quarter of the time is left
	Lapsed       struct{ Told } // the limit has passed without a report
	Reported     struct{ Told }
	Redone       struct{ Told }
	Reviewed     struct{ Told }
	Judged       struct{ Told }
	Closed       struct{ Told }
	Reopened     struct{ Told }
	Merged       struct {
		Told
		Into ID
	}
	Withdrawn struct{ Told }
	Excluded  struct{ Told }
	Unrouted  struct{ Told } // nobody is configured for it: the desk must look
)
