package db_test

import (
	"fmt"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
)

// leaves has a key of three columns that stand in another order than in the key.
var leaves = db.Schema{fstest.MapFS{"0001_leaf.sql": {Data: []byte(
	`CREATE TABLE leaf (n {{INT}} NOT NULL, page {{INT}} NOT NULL, book {{INT}} NOT NULL, realm_id {{INT}} NOT NULL,
	PRIMARY KEY (realm_id, book, page)) {{STRICT}};`)}}}

type leaf struct {
	N    int64 `db:"n"`
	Page int64 `db:"page"`
	Book int64 `db:"book"`
}

const sqlLeafRise db.SQL = `UPDATE leaf SET n = n + 1 WHERE realm_id = :realm AND page = ?`

// A table is given in the order of its whole key, however its rows came and
// whichever of them were changed last.
func TestDumpIsInTheOrderOfTheKey(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, leaves, func(t *testing.T, d *db.DB) {
		const many = 60
		var want [][3]int64 // book, page, n
		var rows []leaf
		for i := range int64(many) {
			book, page := i/20, i%20
			n := int64(7)
			if page == 3 {
				n++
			}
			want = append(want, [3]int64{book, page, n})
			j := i * 37 % many // every row once, in no order
			rows = append(rows, leaf{7, j % 20, j / 20})
		}
		if err := d.Update(t.Context(), 1, func(tx *db.Tx) error { return db.Insert(tx, "leaf", rows...) }); err != nil {
			t.Fatal(err)
		}
		if err := d.Update(t.Context(), 1, func(tx *db.Tx) error { _, err := tx.Exec(sqlLeafRise, 3); return err }); err != nil {
			t.Fatal(err)
		}
		var got [][3]int64
		if err := d.View(t.Context(), 0, func(tx *db.Tx) error {
			return tx.Dump("leaf", func(columns []string, values []any) error {
				at := func(name string) int64 { n, _ := values[slices.Index(columns, name)].(int64); return n }
				got = append(got, [3]int64{at("book"), at("page"), at("n")})
				return nil
			})
		}); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got, want) {
			t.Error(fmt.Sprint(got, " instead of ", want))
		}
	})
}
