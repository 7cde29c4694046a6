package demo

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/notify"
)

// evening is what a day's end does to messages: the desks ring those who have no
// telephone of their own to read on, through a relative or at the door, and
// whoever a visitor can be has read what came until now.
func (l *life) evening() error {
	for _, c := range l.communities {
		if err := l.ring(c); err != nil {
			return err
		}
	}
	for _, r := range l.roles {
		if err := l.read(people.ID(r.Person)); err != nil {
			return err
		}
	}
	return nil
}

var tellings = []string{"打电话，女儿接的，晚上转告", "上门当面说的", "在柜台当面说的", "请家里人转告"}

// ring tells in person what could not be delivered before today.
func (l *life) ring(c *community) error {
	by, err := l.desk(c)
	if err != nil {
		return err
	}
	var waiting []notify.Message
	err = l.house.Stage.See(l.ctx, by, func(v *act.View) (err error) {
		waiting, err = notify.Waiting(v, 0, 200)
		return err
	})
	for _, m := range waiting {
		if err != nil || m.At.After(l.now.Add(-20*time.Hour)) {
			break
		}
		err = l.as(by, func(a *act.Act) error { return notify.TellInPerson(a, m.ID, some(l.builder, tellings)) })
	}
	return err
}

// read notes that somebody has read all their messages.
func (l *life) read(person people.ID) error {
	by := access.Actor{Realm: l.realm, Person: int64(person)}
	var newest []notify.Message
	err := l.house.Stage.See(l.ctx, by, func(v *act.View) (err error) {
		newest, err = notify.Inbox(v, 0, 1)
		return err
	})
	if err != nil || len(newest) == 0 || !newest[0].ReadAt.IsZero() {
		return err
	}
	return l.as(by, func(a *act.Act) error { return notify.Read(a, newest[0].ID) })
}
