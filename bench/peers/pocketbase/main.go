// Command pocketbase is the peer of the intake and list benchmarks: PocketBase
// with the collections a matter needs, its default settings or, with -full,
// synchronous=FULL as our own database has it.
package main

import (
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

func main() {
	full := os.Getenv("PB_FULL") != ""
	config := pocketbase.Config{DefaultDataDir: os.Getenv("PB_DIR"), HideStartBanner: true}
	if full {
		config.DBConnect = func(path string) (*dbx.DB, error) {
			const pragmas = "?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=journal_size_limit(200000000)" +
				"&_pragma=synchronous(FULL)&_pragma=foreign_keys(ON)&_pragma=temp_store(MEMORY)&_pragma=cache_size(-32000)"
			return dbx.Open("sqlite", path+pragmas)
		}
	}
	app := pocketbase.NewWithConfig(config)
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		if err := collections(e.App); err != nil {
			return err
		}
		return e.Next()
	})
	if err := app.Start(); err != nil {
		log.Fatal(err)
	}
}

// collections makes what a matter needs, and an account that may create.
func collections(app core.App) error {
	if _, err := app.FindCollectionByNameOrId("matters"); err == nil {
		return nil
	}
	accounts, err := app.FindCollectionByNameOrId("users")
	if err != nil {
		return err
	}
	units := core.NewBaseCollection("units")
	units.Fields.Add(&core.TextField{Name: "name", Required: true}, &core.TextField{Name: "path"})
	if err := app.Save(units); err != nil {
		return err
	}
	matters := core.NewBaseCollection("matters")
	signedIn := types.Pointer("@request.auth.id != ''")
	matters.CreateRule, matters.ListRule, matters.ViewRule = signedIn, signedIn, signedIn
	matters.Fields.Add(
		&core.RelationField{Name: "unit", CollectionId: units.Id, MaxSelect: 1, Required: true},
		&core.RelationField{Name: "reporter", CollectionId: accounts.Id, MaxSelect: 1},
		&core.TextField{Name: "category", Required: true},
		&core.TextField{Name: "text", Required: true, Max: 4000},
		&core.TextField{Name: "status", Required: true},
		&core.AutodateField{Name: "created", OnCreate: true},
	)
	matters.AddIndex("matters_unit_created", false, "unit, created", "")
	matters.AddIndex("matters_unit_status", false, "unit, status", "")
	if err := app.Save(matters); err != nil {
		return err
	}
	return seed(app, units, accounts)
}

func seed(app core.App, units, accounts *core.Collection) error {
	var first string
	for i := range 10 {
		u := core.NewRecord(units)
		u.Set("name", fmt.Sprintf("unit %d", i))
		if err := app.Save(u); err != nil {
			return err
		}
		if i == 0 {
			first = u.Id
		}
	}
	a := core.NewRecord(accounts)
	a.SetEmail("bench@example.com")
	a.SetPassword("bench-bench-bench")
	a.SetVerified(true)
	if err := app.Save(a); err != nil {
		return err
	}
	token, err := a.NewAuthToken()
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(app.DataDir(), "bench.txt"), []byte(first+"\n"+token+"\n"+a.Id), 0o600)
}
