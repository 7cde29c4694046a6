package mask

import (
	"regexp"
	"strings"
)

// A number as doors carry it: 3, 12B, 三十二, 甲.
const doorNumber = `(?:[0-9０-９]+[A-Za-z]?|[A-Za-z][0-9]*|[一二三四五六七八九十百零〇]+|[甲乙丙丁戊东西南北])`

var (
	building  = regexp.MustCompile(doorNumber + `[ ]?(?:号楼|#楼|幢|栋|座|#)`)
	within    = regexp.MustCompile(doorNumber + `[ ]?(?:单元|梯|门洞|楼层|层|楼|室|房间|房|户)`)
	chain     = regexp.MustCompile(`([0-9]+[A-Za-z]?)[ ]?[-–—－/][ ]?[0-9]+[A-Za-z]?`)
	afterDoor = regexp.MustCompile(`(号)[之附\-－ ]*(?:[0-9０-９]+[A-Za-z]?|[A-Za-z][0-9]+)[^街路道]*$`)
	lastDigit = regexp.MustCompile(`[ ]*[0-9０-９]{3,}[A-Za-z]?[ ]*$`)
)

// Address keeps an address up to the building: 莲花北路12号3幢2单元501室 becomes
// 莲花北路12号3幢. Where no building is named it ends before the entrance, the
// floor or the room.
func Address(address string) string {
	address = strings.TrimSpace(address)
	if at := building.FindStringIndex(address); at != nil {
		return address[:at[1]]
	}
	if at := chain.FindStringSubmatchIndex(address); at != nil {
		address = address[:at[3]]
	}
	address = afterDoor.ReplaceAllString(address, "$1")
	if at := within.FindStringIndex(address); at != nil {
		address = address[:at[0]]
	}
	return strings.TrimRight(lastDigit.ReplaceAllString(address, ""), " -–—－,，、#")
}
