package ballot

import (
	"bytes"
	"context"
	"os"
	"testing"
)

func TestToolArchive(t *testing.T) {
	in, err := os.ReadFile("testdata/tool-threshold.bel")
	if err != nil {
		t.Fatal(err)
	}
	r, err := Verify(context.Background(), bytes.NewReader(in), int64(len(in)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + r.Text(Chinese) + r.Text(English))
	if !r.Valid() {
		t.Fail()
	}
}
