package demo

import "math/rand/v2"

// The ground of the demonstration: real names of divisions, invented compounds.
const (
	cityCode        = "350200000000"
	districtCode    = "350203000000"
	subdistrictCode = "350203007000"
)

var communityCodes = []string{"350203007010", "350203007024"}

// compound is an invented compound: how many buildings, entrances in each,
// floors, and homes on a floor of an entrance.
type compound struct {
	name                               string
	buildings, entrances, floors, each int
	grid                               int // index of its grid within the community
}

// grounds are the compounds of each community; together 2,000 homes.
var grounds = [][]compound{
	{
		{"榕荫里", 6, 3, 6, 2, 0},
		{"海棠新村", 8, 2, 7, 2, 0},
		{"望海苑", 4, 2, 12, 3, 1},
		{"和兴小区", 6, 3, 6, 2, 2},
		{"凤凰花园", 5, 2, 9, 2, 2},
	},
	{
		{"听涛公寓", 6, 2, 11, 3, 0},
		{"木棉小区", 6, 3, 6, 2, 1},
		{"白鹭新城", 4, 2, 12, 3, 1},
	},
}

const (
	surnames = "陈林黄张吴李王郑蔡许洪曾苏叶杨刘谢周庄郭邱江何廖沈赖柯方余高卢施纪潘柳童魏池白傅汪程钟戴连阮颜温孙罗"
	firsts   = "志秀建美国淑明丽文玉金月清雅俊惠晓雪海春振桂永素家宝世银德碧东阿锦瑞宏彩立安思诗子婉"
	seconds  = "强华芳英伟珍军兰辉梅平霞勇娟杰琴斌萍民凤龙燕福娥波珠生莲水香山云林花成玲宇婷轩涵悦晨"
)

// personName invents a name: two or three characters.
func personName(r *rand.Rand) string {
	pick := func(s string) string {
		all := []rune(s)
		return string(all[r.IntN(len(all))])
	}
	name := pick(surnames)
	if r.IntN(5) > 0 {
		name += pick(firsts)
	}
	return name + pick(seconds)
}
