package app

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/jinlin-oss/jinlin/internal/app/backup"
	"github.com/jinlin-oss/jinlin/internal/app/export"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/seal"
)

// Backup copies the instance of a configuration into one new file, while its
// server may be running. The database is not migrated by it.
func Backup(ctx context.Context, c Config, path string, progress func(bytes int64)) (m backup.Manifest, err error) {
	if c.Database != "" {
		return m, errs.New(errs.Invalid, "backup.engine", "PostgreSQL 请用它自己的备份（pg_dump 或 WAL 归档），文件目录另外复制")
	}
	d, err := db.Open(ctx, db.Config{Dir: c.Dir})
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	files, err := openFiles(c)
	if err != nil {
		return m, err
	}
	return backup.Create(ctx, backup.Source{DB: d, Dir: c.Dir, Files: files, Release: Version(), At: time.Now()}, path, progress)
}

// RotateKeys adds a new key for what is sealed from now on to the instance's
// keys.json. It leaves its trail in every realm first: no key without it.
func (a *App) RotateKeys(ctx context.Context) error {
	if err := a.record(ctx, "keys", "instance.rotate_keys", ""); err != nil {
		return err
	}
	return seal.Rotate(a.Config.Dir)
}

// record leaves the trail of a deed to the whole instance in every realm.
func (a *App) record(ctx context.Context, system, action, note string) error {
	realms, err := a.realms(ctx)
	for _, realm := range realms {
		if err == nil {
			err = a.Stage.Do(ctx, access.Actor{Realm: realm, System: system}, func(x *act.Act) error {
				x.Record(action, access.Thing{Kind: "realm", ID: realm}, note)
				return nil
			})
		}
	}
	return err
}

// Export writes everything in open formats. It leaves its trail in every realm,
// for whoever reads it holds everything.
func (a *App) Export(ctx context.Context, out io.Writer, openSealed bool, progress func(name string, rows int)) (export.Report, error) {
	note := "sealed fields left out"
	if openSealed {
		note = "sealed fields opened"
	}
	if err := a.record(ctx, "export", "instance.export", note); err != nil {
		return export.Report{}, err
	}
	s := export.Source{DB: a.Stage.DB, Files: a.files, Release: Version(), At: a.Stage.Now(), Progress: progress}
	if openSealed {
		s.Keys = a.Stage.Keys
	}
	return export.Write(ctx, out, s)
}
