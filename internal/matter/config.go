package matter

import (
	"cmp"
	"slices"
	"sync"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// config is the categories and the catalogue of duties of a realm as of a
// version. It is kept in memory between acts; each act reads the version of its
// own transaction, so what it uses is never old.
type config struct {
	version    int64
	categories map[CategoryID]Category
	routes     map[place.ID][]Route // by place, in order
}

type configKey struct {
	db    *db.DB
	realm int64
}

var configs sync.Map // configKey -> *config

// configAt is the configuration of a version.
func configAt(v *act.View, version int64) (*config, error) {
	key := configKey{v.Stage.DB, v.Tx.Realm()}
	if kept, ok := configs.Load(key); ok && kept.(*config).version == version {
		return kept.(*config), nil
	}
	c := &config{version: version, categories: map[CategoryID]Category{}, routes: map[place.ID][]Route{}}
	categories, err := AllCategories(v)
	if err != nil {
		return nil, err
	}
	for _, category := range categories {
		c.categories[category.ID] = category
	}
	var all db.Cond
	routes, err := db.Select[Route](v.Tx, sqlRoutes.Where(all))
	if err != nil {
		return nil, err
	}
	for _, r := range routes {
		c.routes[r.Place] = append(c.routes[r.Place], r)
	}
	for _, rows := range c.routes {
		slices.SortFunc(rows, func(a, b Route) int { return cmp.Compare(a.Position, b.Position) })
	}
	configs.Store(key, c)
	return c, nil
}

// configNow is the configuration as the view sees it.
func configNow(v *act.View) (*config, error) {
	version, _, err := db.Find[int64](v.Tx, sqlConfigVersion)
	if err != nil {
		return nil, err
	}
	return configAt(v, version)
}

// configure marks the configuration as changed by the act.
func configure(a *act.Act) error {
	_, err := a.Tx.Exec(sqlConfigure, a.Stage.IDs.Next())
	return err
}

// catalogue lists the routes that apply at a path, those of the nearest place
// first.
func (c *config) catalogue(path access.Path) []Route {
	var out []Route
	for _, up := range slices.Backward(place.Ancestors(path)) {
		out = append(out, c.routes[up]...)
	}
	return out
}

// otherCode is the category of what nobody put into one.
const otherCode = "other"

// other is the category of what nobody put into one.
func (c *config) other() Category {
	for _, category := range c.categories {
		if category.Code == otherCode {
			return category
		}
	}
	return Category{}
}

// ground is where a matter is raised, with the version of the configuration.
type ground struct {
	ID      place.ID    `db:"id"`
	Kind    place.Kind  `db:"kind"`
	Path    access.Path `db:"path"`
	Version int64       `db:"version"`
	place.Levels
}

func (g ground) thing() access.Thing {
	return access.Thing{Kind: "matter", Place: int64(g.ID), Path: g.Path}
}

// groundAt reads a place and the configuration of its realm in one query.
func groundAt(v *act.View, at place.ID) (ground, *config, error) {
	g, err := db.Get[ground](v.Tx, sqlGround, at)
	if err != nil {
		return g, nil, err
	}
	c, err := configAt(v, g.Version)
	return g, c, err
}
