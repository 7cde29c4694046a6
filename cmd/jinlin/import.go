package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/app"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

type importCommand struct {
	Divisions importDivisions `cmd:"" help:"Import administrative divisions (CSV or XLSX: code, name, kind, parent)."`
	Roster    importRoster    `cmd:"" help:"Import a register of homes and owners (XLSX or CSV)."`
}

// importing is what both imports take: a file, and whether to go through with it.
type importing struct {
	instance
	File    string `arg:"" help:"The table." type:"existingfile"`
	Preview bool   `help:"Only say what would be done."`
}

// mostShown is how many faults are printed; the browser shows them all.
const mostShown = 200

// on opens the instance and the file and does f as the system.
func (i importing) on(ctx context.Context, f func(*app.App, access.Actor, *os.File, int64) error) error {
	a, err := i.open(ctx)
	if err != nil {
		return err
	}
	return errors.Join(func() error {
		realms, err := a.Realms(ctx)
		if err != nil {
			return err
		}
		if len(realms) != 1 {
			return errors.New("命令行导入只用于有且只有一个域的实例；请在浏览器里导入")
		}
		file, err := os.Open(i.File)
		if err != nil {
			return err
		}
		defer file.Close()
		info, err := file.Stat()
		if err != nil {
			return err
		}
		return f(a, access.Actor{Realm: realms[0], System: "import"}, file, info.Size())
	}(), a.Close())
}

type importDivisions struct {
	importing
	Under string `help:"Only the division with this code and what lies in it."`
}

func (c *importDivisions) Run(ctx context.Context) error {
	return c.on(ctx, func(a *app.App, by access.Actor, file *os.File, size int64) error {
		rows, faults, err := place.ReadDivisions(file, size)
		if err != nil {
			return err
		}
		if c.Under != "" {
			rows = place.OnlyUnder(rows, c.Under)
		}
		var plan place.Import
		if err := a.Stage.See(ctx, by, func(v *act.View) (err error) {
			plan, err = place.PreviewDivisions(v, rows)
			return err
		}); err != nil {
			return err
		}
		for _, f := range append(faults, plan.Bad...) {
			fmt.Println("  " + f.String())
		}
		fmt.Printf("新增 %d，改名 %d，补代码 %d，移动 %d，不变 %d，有错 %d 行\n",
			plan.New, plan.Renamed, plan.Coded, plan.Moved, plan.Same, len(plan.Bad)+len(faults))
		if len(plan.Bad)+len(faults) > 0 {
			return errors.New("有错的行请先改好，一行也没有导入")
		}
		if c.Preview {
			fmt.Println("这只是预览，什么也没有改")
			return nil
		}
		return a.Stage.Do(ctx, by, func(x *act.Act) error {
			_, err := place.ImportDivisions(x, rows)
			return err
		})
	})
}

type importRoster struct {
	importing
	Place   string `help:"Code or id of the community or compound that the homes lie in; without it, the root."`
	Replace bool   `help:"Owners named by an earlier roster and not by this one own no more."`
}

func (c *importRoster) Run(ctx context.Context) error {
	return c.on(ctx, func(a *app.App, by access.Actor, file *os.File, size int64) error {
		var under place.ID
		if err := a.Stage.See(ctx, by, func(v *act.View) (err error) {
			under, err = findPlace(v, c.Place)
			return err
		}); err != nil {
			return err
		}
		im := people.Importer{Stage: a.Stage, By: by, Progress: progress}
		r, err := im.Read(ctx, under, people.Source{Name: filepath.Base(c.File), File: file, Size: size})
		if err == nil {
			r, err = im.Check(ctx, r.ID)
		}
		if err != nil {
			return err
		}
		d := r.Digest
		fmt.Printf("\n%d 行：房屋 %d（新 %d），人 %d（新 %d），业主 %d，住户 %d；要看一眼 %d 行，有错 %d 行\n",
			d.Rows, d.Homes, d.NewHomes, d.Persons, d.NewPersons, d.Owners, d.Residents, d.Warnings, d.Bad)
		if err := printRemarks(ctx, a, by, r); err != nil {
			return err
		}
		switch {
		case d.Bad > 0:
			return errors.New("有错的行请先改好，一行也没有导入")
		case c.Preview:
			fmt.Println("这只是预览，什么也没有改")
			return nil
		}
		_, err = im.Apply(ctx, r.ID, c.Replace)
		if err == nil {
			fmt.Println("\n已导入")
		}
		return err
	})
}

func printRemarks(ctx context.Context, a *app.App, by access.Actor, r people.Roster) error {
	return a.Stage.See(ctx, by, func(v *act.View) error {
		remarks, err := people.Remarks(v, r.ID, 0, mostShown)
		for _, m := range remarks {
			fmt.Printf("  第 %d 行：%s\n", m.Line, strings.TrimSpace(m.Problems.String()+" "+m.Warnings.String()))
		}
		return err
	})
}

// findPlace is the place with a code or an id.
func findPlace(v *act.View, text string) (place.ID, error) {
	if text == "" {
		roots, err := place.Roots(v)
		if err != nil || len(roots) != 1 {
			return 0, errors.Join(err, errors.New("请用 --place 写明房屋在哪个社区或小区"))
		}
		return roots[0].ID, nil
	}
	var p place.ID
	if p.UnmarshalText([]byte(text)) == nil && !p.IsZero() {
		found, err := place.Get(v, p)
		return found.ID, err
	}
	found, err := place.Find(v, text)
	return found.ID, err
}

// progress draws one line that grows.
func progress(done, total int) {
	if total > 0 {
		fmt.Printf("\r%d / %d（%d%%）", done, total, done*100/total)
	}
}
