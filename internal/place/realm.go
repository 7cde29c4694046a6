package place

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// The kinds of realm.
const (
	DistrictRealm = "district" // many subdistricts and communities
	CompoundRealm = "compound" // one or a few compounds, run by their own people
)

// Realm is a deployment unit (域): the rows of a realm live together.
type Realm struct {
	ID        int64     `db:"realm_id"`
	Kind      string    `db:"kind"`
	Name      string    `db:"name"`
	Host      string    `db:"host"` // the host name it answers to; "": any
	CreatedAt time.Time `db:"created_at"`
}

var hostText = regexp.MustCompile(`^[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?$`)

// CreateRealm founds a realm: first run, or the operator of the instance. Only
// the system may. Whatever it needs next (places, seats) is another act, as a
// member of the realm.
func CreateRealm(a *act.Act, r Realm) (Realm, error) {
	if a.By.System == "" {
		return Realm{}, errs.New(errs.Forbidden, "forbidden", "您的岗位不能做这件事")
	}
	name, err := clean.Line(r.Name, maxName)
	r.Name, r.Host = name, strings.ToLower(strings.TrimSpace(r.Host))
	var c errs.Check
	c.If(r.Kind != DistrictRealm && r.Kind != CompoundRealm, "kind", "realm.kind", "请选择是区还是小区")
	c.If(err != nil || utf8.RuneCountInString(name) < 2, "name", "realm.name", "名称请写 2 到 40 个字")
	c.If(r.Host != "" && !hostText.MatchString(r.Host), "host", "realm.host", "网址里的主机名不对，例如 siming.example.org")
	taken, err := Realms(a.Tx)
	if err != nil {
		return Realm{}, err
	}
	for _, other := range taken {
		c.If(other.Host == r.Host, "host", "realm.host_taken", "这个主机名已经有别的域在用了")
	}
	if err := c.Err(); err != nil {
		return Realm{}, err
	}
	if r.ID == 0 {
		r.ID = int64(act.NewID[Realm](a))
	}
	r.CreatedAt = a.At
	a.Record("place.create_realm", access.Thing{Kind: "realm", ID: r.ID}, "")
	return r, insertRealm(a, r)
}

// Realms lists the realms of the instance, the oldest first.
func Realms(tx *db.Tx) ([]Realm, error) { return db.Select[Realm](tx, sqlRealms) }
