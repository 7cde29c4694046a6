package matter

import (
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

// CanHandle is the capability of the seat that answers for a matter: to accept,
// return, contact, handle, ask, extend, ask to park, escalate and report.
const CanHandle access.Capability = "matter.handle"

// Accept says that the seat has the matter. Whoever holds the seat may; who comes
// second is told who was first.
func Accept(a *act.Act, ref Ref) error {
	t, err := begin(a, ref, VerbAccept, CanHandle)
	if err != nil {
		return err
	}
	if err := t.take(VerbAccept, Step{}); err != nil {
		return err
	}
	return t.done(Accepted{t.told()})
}
