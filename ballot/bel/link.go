package bel

import "fmt"

// link checks that the step continues the chain and holds together.
func (r *Reader) link(step *Step) error {
	e, n := step.Event, len(step.Data)
	height := 0
	if r.last.Kind != "" {
		height = r.last.Height + 1
	}
	switch {
	case e.Parent != r.head || e.Height != height:
		return r.fault(FaultChain, nil)
	case !e.Kind.follows(r.last.Kind):
		return r.fault(FaultOrder, fmt.Errorf("%s after %q", e.Kind, r.last.Kind))
	case e.Kind == Ballot && n == 0:
		return nil
	case n != e.Kind.data():
		return r.fault(FaultPayload, fmt.Errorf("%d entries before %s", n, e.Kind))
	case n > 0 && step.Data[n-1].Hash != e.Payload:
		return r.fault(FaultPayload, nil)
	}
	return r.refers(step)
}

// refers checks that a payload refers to the entries before it.
func (r *Reader) refers(step *Step) error {
	if len(step.Data) < 2 {
		return nil
	}
	payload := step.Data[len(step.Data)-1].Body
	var named []Hash
	var err error
	switch step.Event.Kind {
	case Setup:
		var p SetupPayload
		p, err = ParseSetupPayload(payload)
		named = []Hash{p.Election, p.Trustees, p.Credentials}
	case EncryptedTally:
		var p SizedTally
		p, err = ParseSizedTally(payload)
		named = []Hash{p.EncryptedTally}
	default:
		var p Owned
		p, err = ParseOwned(payload)
		named = []Hash{p.Payload}
	}
	if err != nil {
		return r.fault(FaultForm, err)
	}
	for i, h := range named {
		if step.Data[i].Hash != h {
			return r.fault(FaultPayload, nil)
		}
	}
	return nil
}
