package file

import "context"

// gate lets few pictures be decoded at once: a light one takes one place, a
// heavy one all. Who waits for places holds the door, so that no two wait for
// each other.
type gate struct {
	places, door chan struct{}
}

// light is the weight up to which two pictures may be decoded at once, in bytes.
const light = 100 << 20

func newGate() *gate { return &gate{places: make(chan struct{}, 2), door: make(chan struct{}, 1)} }

// decoding is the gate of this process.
var decoding = newGate()

// turn waits for the places that a picture of the weight needs; done gives them
// back.
func (g *gate) turn(ctx context.Context, weight int64) (done func(), err error) {
	need := 1
	if weight > light {
		need = cap(g.places)
	}
	if err := enter(ctx, g.door); err != nil {
		return nil, err
	}
	defer func() { <-g.door }()
	taken := 0
	done = func() {
		for range taken {
			<-g.places
		}
	}
	for taken < need {
		if err := enter(ctx, g.places); err != nil {
			done()
			return nil, err
		}
		taken++
	}
	return done, nil
}

func enter(ctx context.Context, through chan struct{}) error {
	select {
	case through <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
