package geo

import "math"

// Point is a place in degrees.
type Point struct {
	Lon, Lat float64
}

// CRS names a coordinate system. The values are stored.
type CRS string

// The coordinate systems.
const (
	WGS84    CRS = "wgs84"
	CGCS2000 CRS = "cgcs2000" // equal to WGS-84 within decimetres
	GCJ02    CRS = "gcj02"
	BD09     CRS = "bd09"
)

// Valid says whether the system is one we know.
func (c CRS) Valid() bool { return c == WGS84 || c == CGCS2000 || c == GCJ02 || c == BD09 }

// Valid says whether the point lies on the earth.
func (p Point) Valid() bool {
	return math.Abs(p.Lon) <= 180 && math.Abs(p.Lat) <= 90 // false for NaN too
}

// InChina says whether the point lies in the frame within which GCJ-02 differs
// from WGS-84; the frame is larger than the country.
func (p Point) InChina() bool {
	return p.Lon >= 72.004 && p.Lon <= 137.8347 && p.Lat >= 0.8293 && p.Lat <= 55.8271
}

// To turns the point from one system into another. The way back from GCJ-02 and
// BD-09 is iterated to within 1e-8 degrees, about a millimetre.
func (p Point) To(from, to CRS) Point {
	if from == CGCS2000 {
		from = WGS84
	}
	if to == CGCS2000 {
		to = WGS84
	}
	if from == to || !p.InChina() {
		return p
	}
	switch from {
	case BD09:
		p = inverse(p, gcjToBD)
	case WGS84:
		p = wgsToGCJ(p)
	}
	switch to {
	case WGS84:
		p = inverse(p, wgsToGCJ)
	case BD09:
		p = gcjToBD(p)
	}
	return p
}

// The ellipsoid of Krasovsky, on which GCJ-02 is defined.
const (
	axis         = 6378245.0
	eccentricity = 0.00669342162296594323
)

func wgsToGCJ(p Point) Point {
	x, y := p.Lon-105, p.Lat-35
	root := math.Sqrt(math.Abs(x))
	short := 20*math.Sin(6*x*math.Pi) + 20*math.Sin(2*x*math.Pi)
	lat := -100 + 2*x + 3*y + 0.2*y*y + 0.1*x*y + 0.2*root +
		(short+20*math.Sin(y*math.Pi)+40*math.Sin(y/3*math.Pi)+160*math.Sin(y/12*math.Pi)+320*math.Sin(y*math.Pi/30))*2/3
	lon := 300 + x + 2*y + 0.1*x*x + 0.1*x*y + 0.1*root +
		(short+20*math.Sin(x*math.Pi)+40*math.Sin(x/3*math.Pi)+150*math.Sin(x/12*math.Pi)+300*math.Sin(x/30*math.Pi))*2/3
	phi := p.Lat / 180 * math.Pi
	magic := 1 - eccentricity*math.Sin(phi)*math.Sin(phi)
	meridian := axis * (1 - eccentricity) / (magic * math.Sqrt(magic))
	return Point{
		Lon: p.Lon + lon*180/(axis/math.Sqrt(magic)*math.Cos(phi)*math.Pi),
		Lat: p.Lat + lat*180/(meridian*math.Pi),
	}
}

func gcjToBD(p Point) Point {
	const turn = math.Pi * 3000 / 180
	radius := math.Hypot(p.Lon, p.Lat) + 0.00002*math.Sin(p.Lat*turn)
	angle := math.Atan2(p.Lat, p.Lon) + 0.000003*math.Cos(p.Lon*turn)
	return Point{Lon: radius*math.Cos(angle) + 0.0065, Lat: radius*math.Sin(angle) + 0.006}
}

// inverse finds the point that forward takes to p.
func inverse(p Point, forward func(Point) Point) Point {
	guess := p
	for range 10 {
		there := forward(guess)
		dLon, dLat := there.Lon-p.Lon, there.Lat-p.Lat
		guess.Lon, guess.Lat = guess.Lon-dLon, guess.Lat-dLat
		if math.Abs(dLon) < 1e-10 && math.Abs(dLat) < 1e-10 {
			break
		}
	}
	return guess
}

// earth is the mean radius of the earth, in metres.
const earth = 6371008.8

// Distance is the length of the straight line over ground between two points of
// the same system, in metres. A way on foot is longer: see the detour factor of
// the service circle.
func Distance(a, b Point) float64 {
	radians := math.Pi / 180
	dLat, dLon := (b.Lat-a.Lat)*radians, (b.Lon-a.Lon)*radians
	h := math.Pow(math.Sin(dLat/2), 2) + math.Cos(a.Lat*radians)*math.Cos(b.Lat*radians)*math.Pow(math.Sin(dLon/2), 2)
	return 2 * earth * math.Asin(math.Sqrt(math.Min(1, h)))
}
