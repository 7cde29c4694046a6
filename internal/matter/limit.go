package matter

import (
	"fmt"
	"slices"

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
	keyWaitWindow   = "matter.waiting.window"
	keyJudgeWindow  = "matter.judge.window"
	keyReopenWindow = "matter.reopen.window"
	keyHelpCall     = "matter.help.call"
	keyDutyList     = "community.duty_list"
)

// days is the calendar by which limits are counted.
func days(v *act.View) calendar.Calendar {
	c, err := place.Calendar(v)
	if err != nil {
		v.Stage.Log.Error("calendar", "err", err) // the transaction is lost anyway
		return calendar.Official()
	}
	return c
}

// terms are what a place sets for a category.
type terms struct {
	limit calendar.Limit
	duty  bool // a community may be handed such a matter as the lead
}

// termsOf reads them, in one query: the category's own limit or that of its class,
// and whether it is on the duty list of the realm and its place has not taken it
// off.
func termsOf(v *act.View, c Category, path access.Path) (terms, error) {
	limit := keyLimit + string(c.Class)
	values, err := place.Policies(v, path, v.At, limit, keyDutyList)
	if err != nil {
		return terms{}, err
	}
	t := terms{values[limit].Limit(), c.Duty}
	if c.Limit.Valid() {
		t.limit = c.Limit.Limit
	}
	off, err := barred(values[keyDutyList])
	t.duty = t.duty && !slices.Contains(off, c.Code)
	return t, err
}

// barred are the codes of the categories that a place has taken off the duty list
// of its communities.
func barred(v place.Value) (codes []string, err error) {
	var rows []struct{ Category string }
	if err := v.Decode(&rows); err != nil {
		return nil, fmt.Errorf("policy %s: %w", keyDutyList, err)
	}
	for _, row := range rows {
		codes = append(codes, row.Category)
	}
	return codes, nil
}

// dutiesAt are what is barred at several paths. One query.
func dutiesAt(v *act.View, paths []access.Path) (map[access.Path][]string, error) {
	all, err := place.PoliciesAt(v, paths, v.At, keyDutyList)
	if err != nil {
		return nil, err
	}
	out := make(map[access.Path][]string, len(all))
	for path, values := range all {
		if out[path], err = barred(values[keyDutyList]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// onDuty says whether a community may be handed a matter of the category as the
// lead.
func onDuty(v *act.View, category CategoryID, path access.Path) (bool, error) {
	c, err := categoryOf(v, category)
	if err != nil || !c.Duty {
		return false, err
	}
	t, err := termsOf(v, c, path)
	return t.duty, err
}

// invalid is an Invalid error of one field whose sentence holds values.
func invalid(field, code, text string, args ...any) error {
	return errs.Invalidf(field, code, fmt.Sprintf(text, args...))
}
