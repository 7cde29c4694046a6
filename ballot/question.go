package ballot

import (
	"strconv"

	"github.com/jinlin-oss/jinlin/ballot/internal/canon"
)

// Bounds on what an election may hold, so that reading one costs a known amount.
const (
	maxElection  = 1 << 20 // bytes of the election
	maxText      = 1 << 18 // bytes of one text in it
	maxUUID      = 64
	maxQuestions = 200
	maxAnswers   = 1000 // of one question
	maxBranches  = 5000 // of all proofs of one ballot
)

// Question is a homomorphic question (specification, section 4.9.1): the voter
// ticks between Min and Max of the answers, and only the sums come out.
type Question struct {
	Text    string
	Answers []string
	Min     int
	Max     int
	// Blank lets the voter tick nothing at all, whatever Min is. A ballot for
	// such a question has one more choice, the first, that says whether it is
	// blank.
	Blank bool

	blankWritten bool // the field stands in the election, even if false
}

// Choices is the number of 0-or-1 values in a ballot for the question.
func (q Question) Choices() int {
	if q.Blank {
		return len(q.Answers) + 1
	}
	return len(q.Answers)
}

// sums are the values that the number of ticks may have.
func (q Question) sums() []int {
	values := make([]int, 0, q.Max-q.Min+1)
	for v := q.Min; v <= q.Max; v++ {
		values = append(values, v)
	}
	return values
}

// branches counts the branches of all proofs of an answer.
func (q Question) branches() int {
	n := 2*q.Choices() + q.Max - q.Min + 1
	if q.Blank {
		n += 3
	}
	return n
}

// validate checks the bounds between the numbers.
func (q Question) validate() error {
	if len(q.Answers) == 0 || len(q.Answers) > maxAnswers || q.Min < 0 || q.Min > q.Max || q.Max > len(q.Answers) {
		return fault(CodeQuestion, q.Text)
	}
	return nil
}

// Check tells whether choices are a valid answer: as many values as Choices,
// each 0 or 1, and the right number of ticks. For valid answers it takes the same
// path whatever they are.
func (q Question) Check(choices []int) error {
	if len(choices) != q.Choices() {
		return fault(CodeChoices, q.Text)
	}
	ticks, other, blank := 0, 0, 0
	for _, v := range choices {
		ticks += v
		other |= v &^ 1
	}
	if q.Blank {
		blank = choices[0]
		ticks -= blank
	}
	least, most := q.Min*(1-blank), q.Max*(1-blank) // nothing if blank
	if other != 0 || ticks < least || ticks > most {
		return fault(CodeChoices, q.Text)
	}
	return nil
}

func (q Question) append(dst []byte) []byte {
	dst = canon.AppendList(append(dst, `{"answers":`...), len(q.Answers), func(dst []byte, i int) []byte {
		return canon.AppendText(dst, q.Answers[i])
	})
	if q.Blank || q.blankWritten {
		dst = strconv.AppendBool(append(dst, `,"blank":`...), q.Blank)
	}
	dst = strconv.AppendInt(append(dst, `,"min":`...), int64(q.Min), 10)
	dst = strconv.AppendInt(append(dst, `,"max":`...), int64(q.Max), 10)
	return append(canon.AppendText(append(dst, `,"question":`...), q.Text), '}')
}

func scanQuestion(s *canon.Scanner) (q Question) {
	if s.Try(`{"type":"NonHomomorphic"`) {
		s.Fail("non-homomorphic questions are not supported")
		return q
	}
	s.Lit(`{"answers":`)
	s.List(maxAnswers, func(int) { q.Answers = append(q.Answers, s.Text(maxText)) })
	if s.Try(`,"blank":`) {
		q.blankWritten = true
		q.Blank = s.Bool()
	}
	s.Lit(`,"min":`)
	q.Min = s.Int(maxAnswers)
	s.Lit(`,"max":`)
	q.Max = s.Int(maxAnswers)
	s.Lit(`,"question":`)
	q.Text = s.Text(maxText)
	s.Lit(`}`)
	return q
}
