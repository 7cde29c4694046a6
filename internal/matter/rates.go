package matter

import (
	"math/big"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

// Share is a part of a whole. It is never shown without both.
type Share struct{ Part, Whole int64 }

// Known says whether there is a share at all: of nothing there is none.
func (s Share) Known() bool { return s.Whole > 0 }

// Rat is the share, exact; zero when there is none.
func (s Share) Rat() *big.Rat {
	if !s.Known() {
		return new(big.Rat)
	}
	return big.NewRat(s.Part, s.Whole)
}

// String is the share in per cent with two decimals, or 无数据.
func (s Share) String() string {
	if !s.Known() {
		return noFigure
	}
	return percent(s.Rat()) + "%"
}

const noFigure = "无数据"

// percent is a share in per cent, rounded half up.
func percent(r *big.Rat) string { return new(big.Rat).Mul(r, big.NewRat(100, 1)).FloatString(2) }

// Answers counts effective call-backs: requesters who judged.
type Answers struct {
	Valid     int64 // who judged
	Contacted int64 // of them: somebody came back to them
	Solved    int64 // of them: it is solved
	Satisfied int64
	Basically int64 // basically satisfied
}

func (a Answers) plus(b Answers) Answers {
	return Answers{a.Valid + b.Valid, a.Contacted + b.Contacted, a.Solved + b.Solved, a.Satisfied + b.Satisfied, a.Basically + b.Basically}
}

// Rates are the three rates of a period (Beijing regulation on swift response
// 2021, art. 32, names them; how they are weighed is data of the place). They are
// computed on Counted; Excluded stays beside them, and Raw is both.
type Rates struct {
	Counted  Answers
	Excluded Answers
	Unjudged int64 // closed in the period, and nobody judged: non-response is shown
	Weights  Weights
}

// Weights say how the rates are weighed.
type Weights struct {
	Response, Satisfaction, Solved *big.Rat
	Basic                          *big.Rat // how much "basically satisfied" counts
}

// Raw are the rates with nothing excluded.
func (r Rates) Raw() Rates {
	return Rates{Counted: r.Counted.plus(r.Excluded), Unjudged: r.Unjudged, Weights: r.Weights}
}

// Response is 响应率: who was contacted.
func (r Rates) Response() Share { return Share{r.Counted.Contacted, r.Counted.Valid} }

// Solved is 解决率: whose matter is solved.
func (r Rates) Solved() Share { return Share{r.Counted.Solved, r.Counted.Valid} }

// Asked is how many of those whose matter was closed were heard at all.
func (r Rates) Asked() Share {
	return Share{r.Counted.Valid + r.Excluded.Valid, r.Counted.Valid + r.Excluded.Valid + r.Unjudged}
}

// satisfied is the weighed number of the satisfied.
func (r Rates) satisfied() *big.Rat {
	basic := new(big.Rat).Mul(big.NewRat(r.Counted.Basically, 1), r.Weights.Basic)
	return basic.Add(basic, big.NewRat(r.Counted.Satisfied, 1))
}

// Satisfaction is 满意率 in per cent, or 无数据: the satisfied, and the basically
// satisfied for a part, by all who judged.
func (r Rates) Satisfaction() string {
	if r.Counted.Valid == 0 || r.Weights.Basic == nil {
		return noFigure
	}
	return percent(r.satisfaction()) + "%"
}

func (r Rates) satisfaction() *big.Rat {
	return new(big.Rat).Quo(r.satisfied(), big.NewRat(r.Counted.Valid, 1))
}

// Composite is the weighed sum of the three, out of 100, or 无数据.
func (r Rates) Composite() string {
	if r.Counted.Valid == 0 || r.Weights.Basic == nil {
		return noFigure
	}
	sum := new(big.Rat)
	for _, term := range [][2]*big.Rat{
		{r.Weights.Response, r.Response().Rat()}, {r.Weights.Satisfaction, r.satisfaction()}, {r.Weights.Solved, r.Solved().Rat()},
	} {
		sum.Add(sum, new(big.Rat).Mul(term[0], term[1]))
	}
	return percent(sum)
}

// weightsAt reads how the rates are weighed at a place.
func weightsAt(v *act.View, s Scope) (Weights, error) {
	const response, satisfaction, solved, basic = "rates.weight.response", "rates.weight.satisfaction", "rates.weight.solved", "rates.basic_factor"
	values, err := place.Policies(v, s.Path, v.At, response, satisfaction, solved, basic)
	if err != nil {
		return Weights{}, err
	}
	return Weights{values[response].Rat(), values[satisfaction].Rat(), values[solved].Rat(), values[basic].Rat()}, nil
}
