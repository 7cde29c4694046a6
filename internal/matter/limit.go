package matter

import (
	"fmt"
	"strconv"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// The policies of a place that rule over its matters.
const (
	keyLimit        = "ticket.limit." // + class
	keyParkDays     = "ticket.parked.review_days"
	keyJudgeWindow  = "ticket.judge.window"
	keyReopenWindow = "ticket.reopen.window"
)

// days is the calendar by which limits are counted.
func days(*act.View) calendar.Calendar { return calendar.Official() }

// limitOf is the limit of a category at a place.
func limitOf(v *act.View, c Category, path access.Path) (calendar.Limit, error) {
	if c.Limit.Valid() {
		return c.Limit.Limit, nil
	}
	return limitAt(v, keyLimit+string(c.Class), path)
}

// limitAt is a policy that is a limit.
func limitAt(v *act.View, key string, path access.Path) (calendar.Limit, error) {
	text, err := policy(v, key, path)
	if err != nil {
		return calendar.Limit{}, err
	}
	l, err := calendar.ParseLimit(text)
	if err != nil {
		err = fmt.Errorf("policy %s: %w", key, err)
	}
	return l, err
}

// numberAt is a policy that is a number.
func numberAt(v *act.View, key string, path access.Path) (int, error) {
	text, err := policy(v, key, path)
	if err != nil {
		return 0, err
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		err = fmt.Errorf("policy %s: %w", key, err)
	}
	return n, err
}

// invalid is an Invalid error of one field whose sentence holds values.
func invalid(field, code, text string, args ...any) error {
	return errs.Invalidf(field, code, fmt.Sprintf(text, args...))
}
