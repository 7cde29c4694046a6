package matter_test

import (
	"math/big"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/matter"
)

// DOMAIN.md 1.14.
func TestThreeRates(t *testing.T) {
	t.Parallel()
	weights := matter.Weights{
		Response: big.NewRat(1, 10), Satisfaction: big.NewRat(4, 10), Solved: big.NewRat(5, 10), Basic: big.NewRat(9, 10),
	}
	tests := []struct {
		name                                        string
		a                                           matter.Answers
		response, solved, satisfaction, composition string
	}{
		{"the vector", matter.Answers{Valid: 200, Contacted: 198, Solved: 150, Satisfied: 140, Basically: 20}, "99.00%", "75.00%", "79.00%", "79.00"},
		{"nobody", matter.Answers{}, "无数据", "无数据", "无数据", "无数据"},
		{"everybody", matter.Answers{Valid: 3, Contacted: 3, Solved: 3, Satisfied: 3}, "100.00%", "100.00%", "100.00%", "100.00"},
		{"a third", matter.Answers{Valid: 3, Contacted: 1, Solved: 1, Basically: 1}, "33.33%", "33.33%", "30.00%", "32.00"},
	}
	for _, tt := range tests {
		r := matter.Rates{Counted: tt.a, Weights: weights}
		for i, got := range []string{r.Response().String(), r.Solved().String(), r.Satisfaction(), r.Composite()} {
			if want := []string{tt.response, tt.solved, tt.satisfaction, tt.composition}[i]; got != want {
				t.Errorf("%s, figure %d: %s, want %s", tt.name, i+1, got, want)
			}
		}
	}
}
