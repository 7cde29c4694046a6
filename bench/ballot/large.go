package main

import (
	"bytes"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"time"

	"github.com/jinlin-oss/jinlin/ballot"
	"github.com/jinlin-oss/jinlin/ballot/bel"
	"github.com/jinlin-oss/jinlin/ballot/group"
)

// listed is how many voters the large archive has for each that votes.
const listed = 15

// large writes an archive of at least so many bytes. Sealing that many ballots
// would take long, so voters vote again and again with the same answers under a
// fresh signature: for a verifier these are different ballots, all to be checked.
func (e *election) large(dir string, size int64) (path string, err error) {
	credentials, list, ballots := e.credentials, e.list, e.ballots
	defer func() { e.credentials, e.list, e.ballots = credentials, list, ballots }()
	if err := e.enroll(listed * len(list)); err != nil {
		return "", err
	}
	all := append(list[:len(list):len(list)], e.list[len(list):]...)
	path = filepath.Join(dir, "large.bel")
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w, err := e.begin(f, all)
	if err != nil {
		return "", err
	}
	for {
		again, err := e.resign(credentials, ballots)
		if err != nil {
			return "", err
		}
		for _, raw := range again {
			if _, err := w.Step(bel.Ballot, raw); err != nil {
				return "", err
			}
		}
		stat, err := f.Stat()
		if err != nil {
			return "", err
		}
		if stat.Size() >= size {
			_, err := w.Step(bel.EndBallots)
			return path, err
		}
	}
}

// begin writes the set-up, without the checks of a board.
func (e *election) begin(f *os.File, list []ballot.PublicCredential) (*bel.Writer, error) {
	w, err := bel.NewWriter(f, bel.Header{Version: 1, Timestamp: time.Now().Unix()})
	if err != nil {
		return nil, err
	}
	credentials := ballot.AppendCredentials(nil, e.election.Group(), list)
	setup := bel.SetupPayload{
		Election: bel.Sum(e.election.Raw()), Trustees: bel.Sum(e.trustees.Raw()), Credentials: bel.Sum(credentials),
	}
	_, err = w.Step(bel.Setup, e.election.Raw(), e.trustees.Raw(), credentials, setup.Append(nil))
	return w, err
}

// resign signs every ballot once more (specification, section 4.14).
func (e *election) resign(credentials []ballot.Credential, ballots [][]byte) ([][]byte, error) {
	out := make([][]byte, len(ballots))
	g := e.election.Group()
	s := g.Scalars()
	return out, each(len(ballots), func(i int) error {
		at := bytes.Index(ballots[i], []byte(`,"signature":`))
		unsigned := ballots[i][:at]
		hash := e.election.Scheme().Fingerprint(append(bytes.Clone(unsigned), '}'))
		key, err := pbkdf2.Key(sha256.New, credentials[i].Reveal(), []byte(e.uuid), 1000, sha256.Size)
		if err != nil {
			return err
		}
		w, err := s.Random(rand.Reader)
		if err != nil {
			return err
		}
		commitment := g.SecretProduct([]group.Element{g.Generator()}, []*group.Secret{w})
		sum := sha256.Sum256(g.Append([]byte("sig|"+hash+"|"), commitment))
		challenge := new(big.Int).SetBytes(sum[:])
		public, err := s.Take(challenge.Mod(challenge, g.Order()))
		if err != nil {
			return err
		}
		response := s.Publish(s.Sub(w, s.Mul(s.Reduce([32]byte(key)), public)))
		out[i] = append(bytes.Clone(unsigned), `,"signature":{"hash":"`+hash+`","proof":{"challenge":"`+
			challenge.String()+`","response":"`+response.String()+`"}}}`...)
		return nil
	})
}
