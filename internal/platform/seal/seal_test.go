package seal_test

import (
	"bytes"
	"errors"
	"testing"

	"pgregory.net/rapid"

	"github.com/jinlin-oss/jinlin/internal/platform/seal"
)

func generate(t testing.TB) *seal.Keys {
	t.Helper()
	k, err := seal.Generate()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestSealedTextOpensOnlyWhereItBelongs(t *testing.T) {
	t.Parallel()
	k := generate(t)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		id := rapid.Int64Range(1, 1<<62).Draw(t, "id")
		at := seal.At("people_phone.number", id)
		sealed, err := k.Seal(at, text)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := k.Open(at, sealed); err != nil || got != text {
			t.Fatalf("opened %q, %v", got, err)
		}
		if text == "" {
			return
		}
		for _, other := range []string{seal.At("people_phone.number", id+1), seal.At("people_phone.name", id), ""} {
			if _, err := k.Open(other, sealed); !errors.Is(err, seal.ErrBroken) {
				t.Fatalf("opened at %q: %v", other, err)
			}
		}
	})
}

func TestFlippedByteIsRefused(t *testing.T) {
	t.Parallel()
	k := generate(t)
	sealed, err := k.Seal("x.y:1", "350203189901010014")
	if err != nil {
		t.Fatal(err)
	}
	for i := range sealed {
		broken := bytes.Clone(sealed)
		broken[i] ^= 1
		if got, err := k.Open("x.y:1", broken); !errors.Is(err, seal.ErrBroken) || got != "" {
			t.Errorf("byte %d flipped: %q, %v", i, got, err)
		}
		if _, err := k.Open("x.y:1", sealed[:i]); i > 0 && !errors.Is(err, seal.ErrBroken) {
			t.Errorf("cut at %d: %v", i, err)
		}
	}
}

func TestIndexFindsEqualValuesOfOnePurpose(t *testing.T) {
	t.Parallel()
	k := generate(t)
	one := k.Index("people.phone", "13800001234")
	if len(one) != seal.IndexLen || !bytes.Equal(one, k.Index("people.phone", "13800001234")) {
		t.Error("an equal value has another index")
	}
	for name, other := range map[string][]byte{
		"another value":   k.Index("people.phone", "13800001235"),
		"another purpose": k.Index("auth.phone", "13800001234"),
		"other keys":      generate(t).Index("people.phone", "13800001234"),
	} {
		if bytes.Equal(one, other) {
			t.Errorf("%s has the same index", name)
		}
	}
	if k.Index("people.phone", "") != nil {
		t.Error("nothing has an index")
	}
}

func TestRotatedKeysReadWhatTheOldSealed(t *testing.T) {
	t.Parallel()
	old := generate(t)
	before, err := old.Seal("x.y:1", "王秀英")
	if err != nil {
		t.Fatal(err)
	}
	k, err := old.Rotated()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := k.Open("x.y:1", before); err != nil || got != "王秀英" {
		t.Errorf("sealed before: %q, %v", got, err)
	}
	after, err := k.Seal("x.y:1", "王秀英")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := old.Open("x.y:1", after); !errors.Is(err, seal.ErrBroken) {
		t.Errorf("the old keys opened what a newer sealed: %v", err)
	}
	if !bytes.Equal(k.Index("p", "v"), old.Index("p", "v")) {
		t.Error("rotating the field key changed the indexes")
	}
}

func BenchmarkSealAndOpen(b *testing.B) {
	k := generate(b)
	at := seal.At("people_person.id_number", 1<<60)
	for b.Loop() {
		sealed, err := k.Seal(at, "350203189901010014")
		if err == nil {
			_, err = k.Open(at, sealed)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}
