package matter

import (
	"fmt"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// CanFollow is the capability to hear of a matter that stands in the public list
// of one's own community.
const CanFollow access.Capability = "matter.follow"

// Follow lets whoever acts hear each step of a matter that stands in the public
// list of their own community: they have the same trouble. It changes no stage
// and leaves no step.
func Follow(a *act.Act, matter ID) error {
	if !a.By.SignedIn() {
		return errs.New(errs.Unauthenticated, "signin", "请先登录")
	}
	m, err := load(a.View, matter)
	if err != nil {
		return err
	}
	thing := m.thing(a.By)
	thing.Public = m.open(a.By)
	if err := a.Require(CanFollow, thing); err != nil {
		return err
	}
	if !m.Open() {
		return refuseFollow(m)
	}
	return follow(a, matter, people.ID(a.By.Person), FollowAffected)
}

func refuseFollow(m Matter) error {
	return errs.New(errs.Conflict, "matter.closed", "这件事%s，不用再关注了", m.Stage.Label())
}

// Unfollow ends it.
func Unfollow(a *act.Act, matter ID) error {
	a.Record(string(CanFollow), access.Thing{Kind: "matter", ID: int64(matter)}, "end")
	n, err := a.Tx.Exec(sqlUnfollow, matter, a.By.Person)
	if err != nil || n == 0 {
		return err
	}
	_, err = a.Tx.Exec(sqlFollowed, -1, matter)
	return err
}

func follow(a *act.Act, matter ID, person people.ID, why FollowWhy) error {
	n, err := a.Tx.Exec(sqlFollow, matter, person, why, a.At)
	if err != nil || n == 0 {
		return err
	}
	if _, err := a.Tx.Exec(sqlFollowed, 1, matter); err != nil {
		return fmt.Errorf("follow matter %s: %w", matter, err)
	}
	return nil
}

func followers(v *act.View, matter ID) ([]follower, error) {
	return db.Select[follower](v.Tx, sqlFollowers, matter)
}

// listed says whether the matter stands in the public list.
func (m Matter) listed() bool {
	return m.OpenToAll && m.mayBePublic() && m.Stage != StageWithdrawn && m.Stage != StageMerged && m.Stage != StageDiverted
}
