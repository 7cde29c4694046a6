package org

import (
	_ "embed"
	"encoding/json"
	"maps"
	"regexp"
	"slices"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Kind is a kind of organisation: what a city calls a body of a family.
type Kind struct {
	Key    string `db:"key" json:"key"`
	Family Family `db:"family" json:"family"`
	Zh     string `db:"zh" json:"zh"`
	En     string `db:"en" json:"en"`
}

//go:embed data/kinds.json
var kindsFile []byte

// defaultKinds are the kinds every realm begins with.
var defaultKinds = func() map[string]Kind {
	var list []Kind
	if err := json.Unmarshal(kindsFile, &list); err != nil {
		panic("org: data/kinds.json: " + err.Error())
	}
	out := map[string]Kind{}
	for _, k := range list {
		out[k.Key] = k
	}
	return out
}()

// Kinds lists the kinds of organisation of the realm, by family.
func Kinds(v *act.View) ([]Kind, error) {
	all, err := kinds(v)
	if err != nil {
		return nil, err
	}
	return slices.SortedFunc(maps.Values(all), func(a, b Kind) int {
		if d := slices.Index(families, a.Family) - slices.Index(families, b.Family); d != 0 {
			return d
		}
		if a.Key < b.Key {
			return -1
		}
		return 1
	}), nil
}

func kinds(v *act.View) (map[string]Kind, error) {
	own, err := db.Select[Kind](v.Tx, sqlKinds)
	if err != nil {
		return nil, err
	}
	all := maps.Clone(defaultKinds)
	for _, k := range own {
		all[k.Key] = k
	}
	return all, nil
}

// CanDefine is the capability to say which kinds of organisation and which
// tiers the realm has.
const CanDefine access.Capability = "org.define"

var keyText = regexp.MustCompile(`^[a-z][a-z_]{1,39}$`)

// Define adds a kind of organisation or gives one other names. The family of a
// kind that stands already does not change: organisations of it rely on it.
func Define(a *act.Act, k Kind) error {
	root, err := realmThing(a.View)
	if err != nil {
		return err
	}
	if err := a.Require(CanDefine, root); err != nil {
		return err
	}
	a.Note(k.Key)
	if err := k.check(); err != nil {
		return err
	}
	all, err := kinds(a.View)
	if err != nil {
		return err
	}
	if old, ok := all[k.Key]; ok && old.Family != k.Family {
		return errs.Invalidf("family", "kind.family", "这一类已经有组织在用，不能换到别的大类")
	}
	_, err = a.Tx.Exec(sqlSetKind, k.Key, k.Family, k.Zh, k.En)
	return err
}

func (k *Kind) check() error {
	var c errs.Check
	var bad error
	c.If(!keyText.MatchString(k.Key), "key", "kind.key", "代号用小写英文字母和下划线，2 到 40 个")
	c.If(!k.Family.Valid(), "family", "kind.family", "请选择大类")
	k.Zh, bad = clean.Line(k.Zh, maxName)
	c.If(bad != nil || k.Zh == "", "zh", "kind.zh", "请写上名称，最多 60 个字")
	k.En, bad = clean.Line(k.En, maxName)
	c.If(bad != nil, "en", "kind.en", "英文名称最多 60 个字")
	return c.Err()
}

// realmThing is the root of the realm as permission looks at it: what belongs to
// the whole realm is decided there.
func realmThing(v *act.View) (access.Thing, error) {
	roots, err := place.Roots(v)
	if err != nil || len(roots) == 0 {
		return access.Thing{Kind: "realm"}, err
	}
	t := roots[0].Thing()
	t.Kind = "realm"
	return t, nil
}
