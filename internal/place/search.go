package place

import (
	"regexp"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

const (
	maxHits   = 20
	maxBranch = 5 // of the hits of one word, how many the next is looked for in
)

// Search finds places in use at or below a place (zero: anywhere) by what
// people write of an address: "阳光", "阳光小区3幢501", "3幢 501". Each part is
// looked for in what the part before it found, the nearest spelling first.
// At most 20 places, in the order of the tree.
func Search(v *act.View, in ID, text string) ([]Place, error) {
	var within []access.Path
	kinds := Kinds()[:Building.rank()] // homes only where the ground is narrow
	if !in.IsZero() {
		p, err := load(v, in)
		if err != nil {
			return nil, err
		}
		within = []access.Path{p.Path}
		if p.Kind.rank() >= Compound.rank() {
			kinds = Kinds()
		}
	}
	var hits []Place
	for _, word := range addressWords(text) {
		next, err := searchWord(v, within, kinds, word)
		if err != nil || len(next) == 0 {
			return nil, err
		}
		hits, within, kinds = next, nil, Kinds()
		for _, p := range hits[:min(len(hits), maxBranch)] {
			within = append(within, p.Path)
		}
	}
	return hits, nil
}

// searchWord finds places of the kinds by one word of an address, those whose
// name begins with it before those that only contain it.
func searchWord(v *act.View, within []access.Path, kinds []Kind, word string) ([]Place, error) {
	for _, pattern := range []string{like(word) + "%", "%" + like(word) + "%"} {
		hits, err := db.Select[Place](v.Tx, sqlSearch.Where(searchCond(within, kinds, pattern)), maxHits)
		if err != nil || len(hits) > 0 {
			return hits, err
		}
	}
	return nil, nil
}

func searchCond(within []access.Path, kinds []Kind, pattern string) (c db.Cond) {
	db.In(&c, "kind", kinds)
	var any []db.Cond
	for _, path := range within {
		var d db.Cond
		from, before := path.Range()
		d.And("path >= ? AND path < ?", from, before)
		any = append(any, d)
	}
	if len(any) > 0 {
		c.AndAny(any...)
	}
	c.And(`closed_at IS NULL AND lower(name) LIKE ? ESCAPE '\'`, pattern)
	return c
}

func like(word string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(strings.ToLower(word))
}

// part of an address: a number with what is counted, a number, or a name.
var addressPart = regexp.MustCompile(`\d+(号楼|幢|栋|座|单元|门|梯|号|室|楼)?|[A-Za-z]+\d*|[^\d\sA-Za-z]+`)

// maxWords bounds what one search may ask of the database.
const maxWords = 6

// addressWords splits what people write of an address. Room is left for the
// habit of calling a home 501室.
func addressWords(text string) []string {
	words := addressPart.FindAllString(CleanName(text), maxWords)
	for i, w := range words {
		words[i] = strings.TrimSuffix(w, "室")
	}
	return words
}
