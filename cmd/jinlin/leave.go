package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/jinlin-oss/jinlin/internal/app"
	"github.com/jinlin-oss/jinlin/internal/app/backup"
)

type backupCommand struct {
	instance
	File string `arg:"" optional:"" help:"The new file; without it, jinlin-DATE.zip beside you." type:"path"`
}

func (c *backupCommand) Run(ctx context.Context) error {
	conf, err := c.config()
	if err != nil {
		return err
	}
	if c.File == "" {
		c.File = "jinlin-" + time.Now().Format("20060102-150405") + ".zip"
	}
	m, err := app.Backup(ctx, conf, c.File, megabytes())
	if err != nil {
		return err
	}
	fmt.Printf("\r已备份到 %s：%d 个文件，数据库第 %d 版\n里面没有 keys.json，请把它另放一处；没有它，姓名和电话谁也读不出来\n", c.File, len(m.Entries), m.Schema)
	return nil
}

type restoreCommand struct {
	File string `arg:"" help:"The backup." type:"existingfile"`
	Data string `help:"Directory in which no instance lives yet." default:"data" type:"path"`
	Keys string `help:"The keys.json that belongs to it, to be put into the directory." type:"existingfile" optional:""`
}

func (c *restoreCommand) Run(ctx context.Context) error {
	m, err := backup.Restore(ctx, c.File, c.Data, megabytes())
	if err != nil {
		return err
	}
	fmt.Printf("\r已恢复到 %s：%s 的备份，%d 个文件，每一个都和清单对得上，数据库完整\n", c.Data, m.At.Local().Format("2006-01-02 15:04"), len(m.Entries))
	keys := filepath.Join(c.Data, "keys.json")
	if c.Keys != "" {
		if err := putKeys(c.Keys, keys); err != nil {
			return err
		}
	}
	if _, err := os.Stat(keys); err != nil {
		fmt.Println("启动以前，请把 keys.json 放到这个目录里")
		return nil
	}
	fmt.Println("接着请运行 jinlin verify trail 核对留痕，再启动")
	return nil
}

// putKeys copies the keys; it overwrites none.
func putKeys(from, to string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Sync(), f.Close())
}

type exportCommand struct {
	instance
	File       string `arg:"" help:"The new ZIP file." type:"path"`
	OpenSealed bool   `help:"Also names, phone numbers and documents, in clear."`
}

func (c *exportCommand) Run(ctx context.Context) error {
	a, err := c.open(ctx)
	if err != nil {
		return err
	}
	return errors.Join(c.write(ctx, a), a.Close())
}

func (c *exportCommand) write(ctx context.Context, a *app.App) error {
	f, err := os.OpenFile(c.File, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return fmt.Errorf("%s 已经有了，导出不覆盖旧文件", c.File)
	}
	if err != nil {
		return err
	}
	r, err := a.Export(ctx, f, c.OpenSealed, func(name string, rows int) { fmt.Printf("\r%-24s %10d", name, rows) })
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(c.File))
	}
	fmt.Printf("\r已导出到 %s：%d 张表，%d 个文件；里面的 README.md 说明每一项是什么\n", c.File, len(r.Tables), r.Files)
	if r.Open > 0 {
		fmt.Printf("还有 %d 件事没有办结，停用以前请交代清楚\n", r.Open)
	}
	return nil
}

// megabytes draws one line that grows.
func megabytes() func(int64) {
	var all, drawn int64
	return func(n int64) {
		if all += n; all>>20 != drawn {
			drawn = all >> 20
			fmt.Printf("\r%d MB", drawn)
		}
	}
}
