package matter

import (
	"fmt"
	"regexp"
	"slices"
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// CanConfigure is the capability to change the categories of the realm, asked of
// its root place.
const CanConfigure access.Capability = "matter.configure"

// CategoryID names a category.
type CategoryID = id.Of[Category]

// Category is what a matter is about: 消防通道, 楼道灯.
type Category struct {
	ID        CategoryID `db:"id"`
	Code      string     `db:"code"` // stable, for imports: "fire_lane"
	Name      string     `db:"name"`
	Hint      string     `db:"hint"` // helps people to choose
	Class     Class      `db:"class"`
	Limit     Limit      `db:"limit_code"`  // none: the limit of the class at the place
	Duty      bool       `db:"duty"`        // on the duty list of communities: may be handed to one as the lead
	OpenToAll bool       `db:"open_to_all"` // may stand in the public list
	Position  int        `db:"position"`
	ClosedAt  time.Time  `db:"closed_at"` // zero: in use
}

// Open says whether the category is in use.
func (c Category) Open() bool { return c.ClosedAt.IsZero() }

const (
	maxCategoryName = 20
	maxHint         = 60
)

var categoryCode = regexp.MustCompile(`^[a-z][a-z0-9_]{1,31}$`)

func (c *Category) check() error {
	var bad errs.Check
	bad.If(!categoryCode.MatchString(c.Code), "code", "category.code", "代码用小写英文字母开头，2 到 32 位")
	name, err := clean.Line(c.Name, maxCategoryName)
	bad.If(err != nil || name == "", "name", "category.name", "名称请写 1 到 20 个字")
	hint, err := clean.Line(c.Hint, maxHint)
	bad.If(err != nil, "hint", "category.hint", "提示最多 60 个字")
	bad.If(!slices.Contains(Classes(), c.Class), "class", "category.class", "请选择时限类别")
	bad.If(c.Limit.Limit != Limit{}.Limit && !c.Limit.Valid(), "limit", "category.limit", "时限请写成“2小时”“7天”或“5个工作日”")
	c.Name, c.Hint = name, hint
	return bad.Err()
}

// AddCategory adds a category after the ones there are. Whoever may configure
// the realm may.
func AddCategory(a *act.Act, c Category) (CategoryID, error) {
	if err := requireRoot(a, CanConfigure); err != nil {
		return 0, err
	}
	if err := c.check(); err != nil {
		return 0, err
	}
	all, err := AllCategories(a.View)
	if err != nil {
		return 0, err
	}
	c.ID, c.Position, c.ClosedAt = act.NewID[Category](a), len(all)+1, time.Time{}
	if err := db.Insert(a.Tx, "matter_category", c); err != nil {
		return 0, fmt.Errorf("add category: %w", categoryTaken(err))
	}
	a.About("category", int64(c.ID))
	return c.ID, configure(a)
}

// ChangeCategory changes a category; what was raised under it keeps its limit.
func ChangeCategory(a *act.Act, c Category) error {
	if err := requireRoot(a, CanConfigure); err != nil {
		return err
	}
	if err := c.check(); err != nil {
		return err
	}
	n, err := a.Tx.Exec(sqlCategorySave, c.Code, c.Name, c.Hint, c.Class, c.Limit, c.Duty, c.OpenToAll, c.Position, c.ClosedAt, c.ID)
	switch {
	case err != nil:
		return categoryTaken(err)
	case n == 0:
		return errs.Missing()
	}
	a.About("category", int64(c.ID))
	return configure(a)
}

func categoryTaken(err error) error {
	if db.IsDuplicate(err) {
		return errs.Invalidf("code", "category.taken", "这个代码已经用过了")
	}
	return err
}

// requireRoot asks for a capability that holds for the whole realm.
func requireRoot(a *act.Act, c access.Capability) error {
	roots, err := place.Roots(a.View)
	if err != nil {
		return err
	}
	if len(roots) == 0 {
		return a.Require(c, access.Thing{Kind: "realm"})
	}
	return a.Require(c, roots[0].Thing())
}

// Categories lists the categories in use, in order. No permission is asked: they
// are the choices of a form.
func Categories(v *act.View) ([]Category, error) {
	all, err := AllCategories(v)
	return slices.DeleteFunc(all, func(c Category) bool { return !c.Open() }), err
}

// AllCategories lists the categories in use or not, in order.
func AllCategories(v *act.View) ([]Category, error) {
	all, err := db.Kept(v.Tx, "matter_category", "all", func() ([]Category, error) {
		return db.Select[Category](v.Tx, sqlCategories)
	})
	return slices.Clone(all), err
}

// categoryOf gives a category, in use or not; the zero one when there is none.
func categoryOf(v *act.View, category CategoryID) (Category, error) {
	c, _, err := db.Find[Category](v.Tx, sqlCategory, category)
	return c, err
}

// Called is what a sentence calls a matter: its category or, where that says
// nothing, its kind.
func Called(v *act.View, m Matter) (string, error) {
	all, err := AllCategories(v)
	for _, c := range all {
		if c.ID == m.Category && c.Code != otherCode {
			return c.Name, err
		}
	}
	return m.Kind.Label(), err
}

// Starters are the categories a new realm begins with; every one can be changed.
func Starters() []Category {
	rows := []Category{
		{Code: "danger", Name: "险情急事", Hint: "有人受困、有东西要掉下来", Class: ClassDanger, Duty: true},
		{Code: "fire_lane", Name: "消防通道", Hint: "堵了、锁了、堆了东西", Class: ClassDanger, Duty: true, OpenToAll: true},
		{Code: "utility", Name: "水电气热", Hint: "停水、停电、漏气", Class: ClassUtility, OpenToAll: true},
		{Code: "lift", Name: "电梯", Hint: "困人请先拨 119", Class: ClassUtility, OpenToAll: true},
		{Code: "repair", Name: "公共维修", Hint: "楼道灯、井盖、墙面、门禁", Class: ClassOrdinary, Duty: true, OpenToAll: true},
		{Code: "clean", Name: "环境卫生", Hint: "垃圾、下水、蚊虫", Class: ClassOrdinary, Duty: true, OpenToAll: true},
		{Code: "parking", Name: "停车秩序", Hint: "占道、抢位、充电", Class: ClassOrdinary, Duty: true, OpenToAll: true},
		{Code: "noise", Name: "噪声扰民", Hint: "装修、广场舞、宠物", Class: ClassOrdinary, Duty: true},
		{Code: "green", Name: "绿化", Hint: "修剪、枯树、毁绿", Class: ClassOrdinary, Duty: true, OpenToAll: true},
		{Code: "building_law", Name: "违规搭建", Hint: "私搭乱建、破坏承重墙", Class: ClassComplex},
		{Code: "property", Name: "物业服务", Hint: "服务不到位、态度、响应", Class: ClassOrdinary},
		{Code: "money", Name: "收费和公共收益", Hint: "物业费、停车费、广告收入", Class: ClassComplex},
		{Code: "neighbours", Name: "邻里纠纷", Hint: "漏水、占用、争吵", Class: ClassComplex, Duty: true},
		{Code: "care", Name: "助老助残", Hint: "看病、买药、送餐、陪伴", Class: ClassOrdinary, Duty: true},
		{Code: "policy", Name: "政策咨询", Hint: "社保、居住证、补贴", Class: ClassConsult, Duty: true},
		{Code: otherCode, Name: "其他", Hint: "说不清归哪类就选这个", Class: ClassOrdinary, Duty: true},
	}
	return rows
}
