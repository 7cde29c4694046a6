package matter

import (
	"fmt"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// The policies of a place that rule over its matters.
const (
	keyLimit        = "matter.limit." // + class
	keyParkDays     = "matter.parked.review_days"
	keyJudgeWindow  = "matter.judge.window"
	keyReopenWindow = "matter.reopen.window"
	keyDutyList     = "community.duty_list"
)

// days is the calendar by which limits are counted.
func days(*act.View) calendar.Calendar { return calendar.Official() }

// limitOf is the limit of a category at a place.
func limitOf(v *act.View, c Category, path access.Path) (calendar.Limit, error) {
	if c.Limit.Valid() {
		return c.Limit.Limit, nil
	}
	value, err := place.Policy(v, keyLimit+string(c.Class), path, v.At)
	return value.Limit(), err
}

// onDuty says whether a community may be handed a matter of the category as the
// lead: it is on the duty list of the realm, and its place has not taken it off.
func onDuty(v *act.View, category CategoryID, path access.Path) (bool, error) {
	c, err := categoryOf(v, category)
	if err != nil || !c.Duty {
		return false, err
	}
	value, err := place.Policy(v, keyDutyList, path, v.At)
	if err != nil {
		return false, err
	}
	var barred []struct{ Category string }
	if err := value.Decode(&barred); err != nil {
		return false, fmt.Errorf("policy %s: %w", keyDutyList, err)
	}
	for _, row := range barred {
		if row.Category == c.Code {
			return false, nil
		}
	}
	return true, nil
}

// invalid is an Invalid error of one field whose sentence holds values.
func invalid(field, code, text string, args ...any) error {
	return errs.Invalidf(field, code, fmt.Sprintf(text, args...))
}
