package matter

import (
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// CanRaiseFor is the capability to raise a matter for somebody else.
const CanRaiseFor access.Capability = "matter.raise_for"

const maxHow = 200

// Behalf says for whom a matter is raised.
type Behalf struct {
	Reporter people.ID // zero: New.Anonymous must say so
	Proxy    people.ID // whom they named to speak for them, if anyone
	How      string    // how they agreed: on the telephone, at the door, on paper
}

// RaiseFor writes down what somebody said on the telephone, at the counter, at
// their door or on paper, under the name of whoever writes it. Staff of the place
// may.
func RaiseFor(a *act.Act, n New, b Behalf) (ID, error) {
	return act.Once(a, n.Key, func() (ID, error) {
		how, err := clean.Line(b.How, maxHow)
		var c errs.Check
		c.If(err != nil || how == "", "how", "raise.how", "请写明本人是怎样说的、怎样同意代报的")
		c.If(b.Reporter.IsZero() && !n.Anonymous, "reporter", "raise.reporter", "请选择是谁提出的；不愿留名的请勾选“匿名”")
		c.If(b.Proxy == b.Reporter && !b.Proxy.IsZero(), "proxy", "raise.proxy", "代办人不能是本人")
		if err := c.Err(); err != nil {
			return 0, err
		}
		m := Matter{
			Reporter: b.Reporter, Proxy: b.Proxy, Operator: people.ID(a.By.Person), Agreed: how, Anonymous: n.Anonymous,
		}
		return raise(a, n, m, CanRaiseFor)
	})
}
