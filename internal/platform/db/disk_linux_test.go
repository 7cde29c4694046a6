package db

import "testing"

func TestSuitable(t *testing.T) {
	t.Parallel()
	const ext4 = 0xef53
	if err := suitable(ext4, 1<<30); err != nil {
		t.Error(err)
	}
	if err := suitable(nfs, 1<<30); err == nil {
		t.Error("NFS was accepted")
	}
	if err := suitable(ext4, minFree-1); err == nil {
		t.Error("a full disk was accepted")
	}
}
