package ballot

import (
	"crypto/rand"
	"io"
	"strings"

	"github.com/jinlin-oss/jinlin/ballot/group"
)

// prover makes one ballot. All its secrets are group.Secret and are computed with
// in constant time.
type prover struct {
	election *Election
	g        group.Group
	scalars  *group.Scalars
	rnd      io.Reader
}

// Seal encrypts and signs the choices of the voter who holds the credential. For
// each question, choices has one 0 or 1 per answer, and before them one for a
// blank vote if the question allows it. The result is the ballot as canonical
// JSON; its Fingerprint is the tracker the voter keeps.
func Seal(e *Election, c Credential, choices [][]int) ([]byte, error) {
	return SealWith(e, c, choices, rand.Reader)
}

// SealWith is Seal with a given source of randomness, for test vectors. Whoever
// knows the randomness knows the vote. Numbers are drawn in this order, each as
// group.Scalars.Random says: for each question the r of each choice, then the
// proof of each choice, the overall proof, and the blank proof; at the end the
// w of the signature. A proof draws challenge and response for each branch, those
// of the right branch being its unused challenge and its w.
func SealWith(e *Election, c Credential, choices [][]int, rnd io.Reader) ([]byte, error) {
	if len(choices) != len(e.Questions) {
		return nil, fault(CodeChoices, "")
	}
	for i, q := range e.Questions {
		if err := q.Check(choices[i]); err != nil {
			return nil, err
		}
	}
	p := &prover{e, e.Group(), e.Group().Scalars(), rnd}
	secret := e.scheme.credential(c, e.UUID)
	b := &Ballot{Credential: power(p.g, secret)}
	b.credential = string(p.g.Append(nil, b.Credential))
	for i, q := range e.Questions {
		a, err := p.answer(q, choices[i], binding(e, b.credential))
		if err != nil {
			return nil, err
		}
		b.Answers = append(b.Answers, a)
	}
	raw := b.unsigned(e)
	hash := e.scheme.Fingerprint(append(raw[:len(raw):len(raw)], '}'))
	proof, err := proveKnowledge(e.scheme.transcript("sig").add('|', hash), secret, rnd)
	if err != nil {
		return nil, err
	}
	raw = append(append(raw, `,"signature":{"hash":"`...), hash...)
	return append(proof.append(append(raw, `","proof":`...)), `}}`...), nil
}

// answer encrypts the choices for a question and proves them sound
// (specification, section 4.11.1).
func (p *prover) answer(q Question, choices []int, bound string) (Answer, error) {
	var a Answer
	secrets := make([]*group.Secret, len(choices))
	texts := make([]string, len(choices))
	for i, m := range choices {
		c, r, err := p.encrypt(m)
		if err != nil {
			return a, err
		}
		a.Choices, secrets[i] = append(a.Choices, c), r
		texts[i] = string(p.g.Append(append(p.g.Append(nil, c.Alpha), ','), c.Beta))
	}
	st := statements{p.election, bound, strings.Join(texts, ",")}
	for i, m := range choices {
		t, claims := st.individual(a.Choices[i], texts[i])
		proof, err := p.proveOne(t, claims, secrets[i:i+1], m)
		if err != nil {
			return a, err
		}
		a.Individual = append(a.Individual, proof)
	}
	return a, p.sound(&a, q, st, choices, secrets)
}

// sound adds the overall proof and the blank proof.
func (p *prover) sound(a *Answer, q Question, st statements, choices []int, secrets []*group.Secret) (err error) {
	t, claims := st.overall(q, a.Choices)
	if !q.Blank {
		a.Overall, err = p.proveOne(t, claims, p.add(secrets), total(choices)-q.Min)
		return err
	}
	both := append(secrets[:1:1], p.add(secrets[1:])...)
	blank := choices[0]
	right := (1 - blank) * (total(choices[1:]) - q.Min + 1) // the first branch if blank
	if a.Overall, err = p.proveOne(t, claims, both, right); err != nil {
		return err
	}
	t, claims = st.blank(a.Choices)
	a.Blank, err = p.proveOne(t, claims, both, blank)
	return err
}

// encrypt returns a ciphertext of m and its randomness.
func (p *prover) encrypt(m int) (Ciphertext, *group.Secret, error) {
	r, err := p.scalars.Random(p.rnd)
	if err != nil {
		return Ciphertext{}, nil, err
	}
	return Ciphertext{
		Alpha: power(p.g, r),
		Beta: p.g.SecretProduct(
			[]group.Element{p.election.PublicKey, p.g.Generator()},
			[]*group.Secret{r, p.scalars.Small(uint(m))}),
	}, r, nil
}

// add returns the sum of secrets as the only item of a list.
func (p *prover) add(secrets []*group.Secret) []*group.Secret {
	out := p.scalars.Small(0)
	for _, x := range secrets {
		out = p.scalars.Add(out, x)
	}
	return []*group.Secret{out}
}

func total(choices []int) int {
	n := 0
	for _, v := range choices {
		n += v
	}
	return n
}
