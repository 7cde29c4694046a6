package place

import (
	"fmt"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

// CanMeasure is the capability to write down where a place is and how large.
const CanMeasure access.Capability = "place.measure"

// Size is what is counted and measured of a place.
type Size struct {
	Lon, Lat   int64 // WGS-84, 1e-7 degrees; both 0: not known
	Households int
	People     int
	Area       int64 // 0.001 m²
}

// Measure writes down where the place is and how large.
func Measure(a *act.Act, place ID, s Size) error {
	p, err := hold(a, place)
	if err != nil {
		return fmt.Errorf("measure place %s: %w", place, err)
	}
	if err := a.Require(CanMeasure, p.Thing()); err != nil {
		return err
	}
	p.Lon, p.Lat, p.Households, p.People, p.Area = s.Lon, s.Lat, s.Households, s.People, s.Area
	if err := p.check(); err != nil {
		return err
	}
	return save(a, p)
}
