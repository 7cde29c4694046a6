package mask

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// compound are the surnames of two characters still in use.
var compound = func() map[string]bool {
	set := map[string]bool{}
	for _, name := range strings.Fields(`欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊
		赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇
		巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 公户
		公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 仲长 子书
		子桑 即墨 达奚 褚师 叱干 完颜 纳兰 叶赫 那拉 爱新 瓜尔`) {
		set[name] = true
	}
	return set
}()

// Name keeps the surname: 张*, 欧阳*. A name written in parts, with a dot or with
// spaces, keeps the first letter of its first part and the dot or the space:
// 买*·*, J* *. One character alone is hidden.
func Name(name string) string {
	name = strings.TrimSpace(name)
	first, size := utf8.DecodeRuneInString(name)
	if size == len(name) { // none, or a single character
		return strings.Repeat("*", min(1, size))
	}
	if at := strings.IndexFunc(name, joins); at > 0 {
		join, width := utf8.DecodeRuneInString(name[at:])
		if at+width == len(name) {
			return Name(name[:at])
		}
		return string(first) + "*" + string(join) + "*"
	}
	if runes := []rune(name); len(runes) > 2 && compound[string(runes[:2])] {
		return string(runes[:2]) + "*"
	}
	return string(first) + "*"
}

// joins says whether a rune stands between the parts of a name.
func joins(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("·•・∙⋅.．", r)
}

// Phone keeps the first three and the last four of a mobile number
// (138****1234), the area code and the last two of a landline (0592-*****67).
// Service numbers (12345, 400 …) are nobody's own and stay.
func Phone(number string) string {
	number = strings.TrimSpace(number)
	digits := plainDigits(number)
	switch {
	case len(digits) == 11 && digits[0] == '1':
		return digits[:3] + "****" + digits[7:]
	case len(digits) == 10 && (strings.HasPrefix(digits, "400") || strings.HasPrefix(digits, "800")):
		return number
	case len(digits) >= 3 && len(digits) <= 6 && digits[0] != '0' && len(digits) == len(number):
		return number
	}
	if area, rest, found := strings.Cut(number, "-"); found && len(area) <= 4 && len(rest) >= 7 && len(digits) == len(number)-1 {
		return area + "-" + strings.Repeat("*", len(rest)-2) + rest[len(rest)-2:]
	}
	return edges(number, 0, 2)
}

// Identity keeps the first three and the last four of a resident identity
// number (350***********0014), one and two of a shorter document number.
func Identity(number string) string {
	number = strings.TrimSpace(number)
	if len(number) == 18 || len(number) == 15 {
		return edges(number, 3, 4)
	}
	return edges(number, 1, 2)
}

// Bank keeps the last four of an account: ****1234.
func Bank(account string) string {
	digits := plainDigits(account)
	if len(digits) < 8 {
		return strings.Repeat("*", min(4, len(digits)))
	}
	return "****" + digits[len(digits)-4:]
}

// edges hides all but the first head and the last tail runes. Of a text too
// short to hide at least half of it nothing is shown.
func edges(s string, head, tail int) string {
	runes := []rune(s)
	hidden := len(runes) - head - tail
	if hidden < head+tail {
		return strings.Repeat("*", len(runes))
	}
	return string(runes[:head]) + strings.Repeat("*", hidden) + string(runes[len(runes)-tail:])
}

// plainDigits gives the ASCII digits of s.
func plainDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}
