package seal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset"
	"github.com/tink-crypto/tink-go/v2/keyset"
)

// FileName is the file of the keys in the directory of the instance.
const FileName = "keys.json"

// keyFile is what stands in the file.
type keyFile struct {
	Fields  json.RawMessage `json:"fields"`
	Indexes json.RawMessage `json:"indexes"`
}

// read gives the keys of dir; fs.ErrNotExist when there is no file.
func read(dir string) (*Keys, error) {
	name := filepath.Join(dir, FileName)
	about, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if about.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("%s can be read by others (mode %o): chmod 600 it", name, about.Mode().Perm())
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var f keyFile
	if err := json.Unmarshal(text, &f); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	fields, err := handle(f.Fields)
	if err != nil {
		return nil, fmt.Errorf("%s: fields: %w", name, err)
	}
	indexes, err := handle(f.Indexes)
	if err != nil {
		return nil, fmt.Errorf("%s: indexes: %w", name, err)
	}
	return newKeys(fields, indexes)
}

func handle(text []byte) (*keyset.Handle, error) {
	return insecurecleartextkeyset.Read(keyset.NewJSONReader(bytes.NewReader(text)))
}

func plain(h *keyset.Handle) (json.RawMessage, error) {
	var b bytes.Buffer
	err := insecurecleartextkeyset.Write(h, keyset.NewJSONWriter(&b))
	return b.Bytes(), err
}

// save puts the keys into the file of dir, whole or not at all.
func (k *Keys) save(dir string) (err error) {
	var f keyFile
	if f.Fields, err = plain(k.fields); err != nil {
		return err
	}
	if f.Indexes, err = plain(k.indexes); err != nil {
		return err
	}
	text, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	part, err := os.CreateTemp(dir, FileName+".*") // made with mode 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(part.Name()))
		}
	}()
	_, err = part.Write(append(text, '\n'))
	if err = errors.Join(err, part.Sync(), part.Close()); err != nil {
		return err
	}
	if err = os.Rename(part.Name(), filepath.Join(dir, FileName)); err != nil {
		return err
	}
	return syncDir(dir)
}

// syncDir makes a rename in dir durable.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Rotate adds a new key to the file of dir. Every server takes it up when it
// starts again; until all have, none must be given the old file.
func Rotate(dir string) error {
	k, err := read(dir)
	if err != nil {
		return fmt.Errorf("rotate keys: %w", err)
	}
	if k, err = k.Rotated(); err != nil {
		return fmt.Errorf("rotate keys: %w", err)
	}
	return k.save(dir)
}

func missing(err error) bool { return errors.Is(err, fs.ErrNotExist) }
