package ballot_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"time"

	"github.com/jinlin-oss/jinlin/ballot"
)

// Anyone can verify an election from its public file.
func ExampleVerify() {
	file, err := os.Open("testdata/tool-threshold.bel") // made by belenios-tool
	if err != nil {
		panic(err)
	}
	defer file.Close()
	stat, err := file.Stat()
	if err != nil {
		panic(err)
	}
	report, err := ballot.Verify(context.Background(), file, stat.Size(), ballot.Options{})
	if err != nil {
		panic(err) // the disk, not the election
	}
	fmt.Println(report.Valid(), report.Stage, report.Tallied, report.Result)
	// Output: true Result 3 [[3 2000000000 1] [2000000000 4 1 0]]
}

// A whole election. In life every secret is made by another party on another
// computer; here they are all in one function.
func Example() {
	scheme, err := ballot.SchemeOf(1, "BELENIOS-2048")
	check(err)

	// A trustee draws a key; there may be several.
	private, public, err := ballot.NewTrustee(scheme, rand.Reader)
	check(err)
	trustees, err := ballot.NewTrustees(scheme, ballot.Single(public))
	check(err)

	// The election is fixed.
	uuid, err := ballot.NewUUID(rand.Reader)
	check(err)
	election, err := ballot.NewElection(ballot.Draft{
		UUID: uuid, Name: "加装电梯",
		Questions: []ballot.Question{{Text: "同意加装电梯吗？", Answers: []string{"同意", "反对"}, Min: 1, Max: 1}},
	}, trustees)
	check(err)

	// The credential authority draws a credential for each owner on the roster.
	weighing := ballot.Weighing{Scale: 2, Heads: 2}
	var credentials []ballot.Credential
	var list []ballot.PublicCredential
	for _, area := range []string{"89.53", "120.00", "75.20"} {
		c, err := ballot.NewCredential(rand.Reader)
		check(err)
		weight, _ := weighing.Parse(area)
		credentials = append(credentials, c)
		list = append(list, ballot.PublicCredential{Key: c.Public(scheme, uuid), Weight: weight})
	}

	// The board opens, the owners vote.
	board, err := ballot.CreateBoard(&memory{}, ballot.Foundation{
		Time: time.Now(), Election: election, Trustees: trustees, Credentials: list,
	})
	check(err)
	for i, choices := range [][][]int{{{1, 0}}, {{0, 1}}, {{1, 0}}} {
		sealed, err := ballot.Seal(election, credentials[i], choices)
		check(err)
		_, err = board.Append(sealed) // returns the tracker
		check(err)
	}

	// The vote closes, the trustee decrypts the sums, the result appears.
	check(board.Close())
	_, err = board.Tally(context.Background(), ballot.Options{})
	check(err)
	partial, err := private.Decrypt(election, board.Sums(), rand.Reader)
	check(err)
	check(board.AddDecryption(1, partial))
	result, err := board.Result(context.Background())
	check(err)
	for i, answer := range election.Questions[0].Answers {
		area, heads := weighing.Unpack(result[0][i])
		fmt.Printf("%s：%s ㎡，%d 人\n", answer, weighing.Area(area), heads)
	}
	// Output:
	// 同意：164.73 ㎡，2 人
	// 反对：120.00 ㎡，1 人
}

// Two of three trustees are enough to decrypt. The messages may pass through
// anyone's hands; the fingerprint is compared aloud.
func ExampleCeremony() {
	scheme, err := ballot.SchemeOf(1, "BELENIOS-2048")
	check(err)
	c := ballot.Ceremony{Scheme: scheme, Occasion: "2027 年业主大会", Threshold: 2, Trustees: 3}

	seeds := make([]ballot.Seed, 3)
	certs := make([]ballot.Signed, 3)
	for i := range seeds { // round 1
		seeds[i], err = ballot.NewSeed(rand.Reader)
		check(err)
		certs[i], err = c.Certify(seeds[i], rand.Reader)
		check(err)
	}
	fingerprint, err := c.Fingerprint(certs)
	check(err)
	fmt.Println("fingerprint of", len(fingerprint), "characters")

	deals := make([]ballot.Signed, 3)
	for i := range seeds { // round 2
		deals[i], err = c.Deal(seeds[i], certs, rand.Reader)
		check(err)
	}
	confirmations := make([]ballot.Signed, 3)
	for i := range seeds { // round 3; the private key is the trustee's to keep
		_, confirmations[i], err = c.Confirm(seeds[i], certs, deals, rand.Reader)
		check(err)
	}
	pedersen, err := c.Assemble(certs, deals, confirmations)
	check(err)
	trustees, err := ballot.NewTrustees(scheme, pedersen)
	check(err)
	fmt.Println("trustees:", len(trustees.Keys()))
	// Output:
	// fingerprint of 43 characters
	// trustees: 3
}

// A changed archive is refused, with a reason in two languages.
func ExampleReport() {
	content, err := os.ReadFile("testdata/tool-threshold.bel")
	check(err)
	content = content[:len(content)-1]
	report, err := ballot.Verify(context.Background(), bytes.NewReader(content), int64(len(content)), ballot.Options{})
	check(err)
	fmt.Println(report.First().In(ballot.Chinese))
	fmt.Println(report.First().In(ballot.English))
	// Output:
	// 档案不规范：不完整，末尾被截断（第 26 条，字节 105984）
	// the archive is not canonical: it is truncated (entry 26, byte 105984)
}

// check keeps the examples short.
func check(err error) {
	if err != nil {
		panic(err)
	}
}
