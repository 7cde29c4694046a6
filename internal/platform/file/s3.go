package file

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"iter"
	"net/http"
	"os"
	"path"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// S3 says where a bucket is.
type S3 struct {
	Endpoint string // host:port
	Bucket   string
	Prefix   string // before every key; may be empty
	Region   string // may be empty
	Access   string
	Secret   string
	Plain    bool // without TLS, for a store on the same machine only
}

// bucket keeps content in an S3 bucket as PREFIX/ab/abcd….
type bucket struct {
	client *minio.Client
	at     S3
}

// OpenS3 keeps content in a bucket that exists. It does not connect yet.
func OpenS3(at S3) (Store, error) {
	client, err := minio.New(at.Endpoint, &minio.Options{
		Creds:  credentials.NewStaticV4(at.Access, at.Secret, ""),
		Secure: !at.Plain, Region: at.Region,
	})
	if err != nil {
		return nil, fmt.Errorf("open bucket %s: %w", at.Bucket, err)
	}
	return &bucket{client, at}, nil
}

func (b *bucket) name(key Key) string { return path.Join(b.at.Prefix, string(key[:2]), string(key)) }

// Put keeps the content in a temporary file first: its key must be known before
// the first byte is sent.
func (b *bucket) Put(ctx context.Context, r io.Reader) (Key, int64, error) {
	part, err := os.CreateTemp("", "jinlin-put-")
	if err != nil {
		return "", 0, putError(err)
	}
	defer os.Remove(part.Name())
	defer part.Close()
	hash := sha256.New()
	size, err := io.Copy(io.MultiWriter(part, hash), withContext(ctx, r))
	if err != nil {
		return "", 0, putError(err)
	}
	key := Key(hex.EncodeToString(hash.Sum(nil)))
	if _, err := part.Seek(0, io.SeekStart); err != nil {
		return "", 0, putError(err)
	}
	opts := minio.PutObjectOptions{ContentType: "application/octet-stream"}
	if _, err := b.client.PutObject(ctx, b.at.Bucket, b.name(key), part, size, opts); err != nil {
		return "", 0, putError(err)
	}
	return key, size, nil
}

func (b *bucket) Get(ctx context.Context, key Key) (io.ReadSeekCloser, error) {
	if !key.Valid() {
		return nil, missing()
	}
	object, err := b.client.GetObject(ctx, b.at.Bucket, b.name(key), minio.GetObjectOptions{})
	if err == nil {
		_, err = object.Stat() // the first to ask the server
	}
	if absent(err) {
		return nil, missing()
	}
	if err != nil {
		return nil, fmt.Errorf("get file %s: %w", key, err)
	}
	return object, nil
}

func (b *bucket) Delete(ctx context.Context, key Key) error {
	if !key.Valid() {
		return nil
	}
	err := b.client.RemoveObject(ctx, b.at.Bucket, b.name(key), minio.RemoveObjectOptions{})
	if err != nil && !absent(err) {
		return fmt.Errorf("delete file %s: %w", key, err)
	}
	return nil
}

func (b *bucket) All(ctx context.Context) iter.Seq2[Stored, error] {
	return func(yield func(Stored, error) bool) {
		prefix := strings.TrimPrefix(path.Join(b.at.Prefix, "x"), "/")
		opts := minio.ListObjectsOptions{Prefix: strings.TrimSuffix(prefix, "x"), Recursive: true}
		for object := range b.client.ListObjectsIter(ctx, b.at.Bucket, opts) {
			if object.Err != nil {
				yield(Stored{}, fmt.Errorf("list files: %w", object.Err))
				return
			}
			if key := Key(path.Base(object.Key)); key.Valid() && !yield(Stored{key, object.Size, object.LastModified}, nil) {
				return
			}
		}
	}
}

func absent(err error) bool {
	return err != nil && minio.ToErrorResponse(err).StatusCode == http.StatusNotFound
}
