package backup

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/file"
)

// Restore brings a backup back into a directory in which no instance lives.
// What stopped half-way leaves no database behind.
func Restore(ctx context.Context, path, dir string, progress func(bytes int64)) (m Manifest, err error) {
	r, err := zip.OpenReader(path)
	if err != nil {
		return m, fmt.Errorf("%s 不是完整的备份：%w", path, err)
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	if m, err = manifest(&r.Reader); err != nil {
		return m, fmt.Errorf("%s 不是完整的备份：%w", path, err)
	}
	if _, err := os.Stat(filepath.Join(dir, db.FileName)); !errors.Is(err, fs.ErrNotExist) {
		return m, errors.Join(fmt.Errorf("%s 里已经有数据库，请换一个空目录", dir), err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return m, err
	}
	store, err := file.OpenDisk(filepath.Join(dir, "files"))
	if err != nil {
		return m, err
	}
	work, err := os.MkdirTemp(dir, "restore-")
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	for i, e := range m.Entries {
		if err := unpack(ctx, r.File[i], e, target{work, store}, progress); err != nil {
			return m, err
		}
	}
	if err := db.Whole(ctx, work); err != nil {
		return m, err
	}
	return m, settle(work, dir)
}

// manifest reads the list and holds the archive to it: the same entries in the
// same order, and nothing else.
func manifest(z *zip.Reader) (m Manifest, err error) {
	n := len(z.File) - 1
	if n < 0 || z.File[n].Name != manifestName {
		return m, errors.New("没有 manifest.json")
	}
	f, err := z.File[n].Open()
	if err != nil {
		return m, err
	}
	err = errors.Join(json.NewDecoder(io.LimitReader(f, 1<<30)).Decode(&m), f.Close())
	if err != nil {
		return m, err
	}
	if m.Format != 1 {
		return m, fmt.Errorf("格式 %d 是更新的版本写的", m.Format)
	}
	if len(m.Entries) != n || n == 0 || m.Entries[0].Name != db.FileName {
		return m, errors.New("清单和内容对不上")
	}
	for i, e := range m.Entries {
		if z.File[i].Name != e.Name {
			return m, fmt.Errorf("清单里是 %q，内容里是 %q", e.Name, z.File[i].Name)
		}
	}
	return m, nil
}

// target is where entries go.
type target struct {
	dir   string
	store file.Store
}

func unpack(ctx context.Context, z *zip.File, e Entry, to target, progress func(int64)) error {
	f, err := z.Open()
	if err != nil {
		return err
	}
	sum := sha256.New()
	size := int64(0)
	from := io.TeeReader(io.LimitReader(f, e.Size+1), io.MultiWriter(sum, meter(func(n int64) {
		size += n
		if progress != nil {
			progress(n)
		}
	})))
	if err = errors.Join(to.put(ctx, e.Name, from), f.Close()); err != nil {
		return fmt.Errorf("%s：%w", e.Name, err)
	}
	if size != e.Size || hex.EncodeToString(sum.Sum(nil)) != e.SHA256 {
		return fmt.Errorf("%s 和清单里的校验和对不上，备份坏了或者被改过", e.Name)
	}
	return nil
}

func (t target) put(ctx context.Context, name string, from io.Reader) error {
	if key, ok := strings.CutPrefix(name, filesFolder); ok {
		got, _, err := t.store.Put(ctx, from)
		if err == nil && string(got) != key {
			err = errors.New("内容不是名字所说的那个文件")
		}
		return err
	}
	if name != db.FileName && name != configName {
		return errors.New("备份里不该有这个")
	}
	out, err := os.OpenFile(filepath.Join(t.dir, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, from)
	return errors.Join(err, out.Sync(), out.Close())
}

// settle moves what was unpacked into its place, the database last. A
// configuration that is there already stays.
func settle(work, dir string) error {
	if _, err := os.Stat(filepath.Join(dir, configName)); errors.Is(err, fs.ErrNotExist) {
		err := os.Rename(filepath.Join(work, configName), filepath.Join(dir, configName))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return os.Rename(filepath.Join(work, db.FileName), filepath.Join(dir, db.FileName))
}
