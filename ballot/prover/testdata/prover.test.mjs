// The built prover against the vectors of package ballot, in Node, on one thread.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import test from 'node:test'
import { runInThisContext } from 'node:vm'

const beside = (name) => readFileSync(new URL(name, import.meta.url), 'utf8')
runInThisContext(beside('../prover.js'), { filename: 'prover.js' })
const { seal, sealHere, fingerprint, publicCredential, Refusal } = globalThis.ballotProver
const { vectors } = JSON.parse(beside('../../testdata/vectors.json'))
const first = vectors[0]

/** The randomness of a vector: SHA-256 of "seed|0", "seed|1", … one after another. */
function stream(seed) {
  let next = 0
  let rest = Buffer.alloc(0)
  return (bytes) => {
    while (rest.length < bytes.length) {
      rest = Buffer.concat([rest, createHash('sha256').update(`${seed}|${next++}`).digest()])
    }
    bytes.set(rest.subarray(0, bytes.length))
    rest = rest.subarray(bytes.length)
  }
}

for (const v of vectors) {
  test(`vector: ${v.name}`, async () => {
    assert.equal(await fingerprint(v.election), v.fingerprint)
    assert.equal(await publicCredential(v.election, v.credential), v.public_credential)
    const told = []
    const ballot = await sealHere(v.election, v.credential, v.choices, (p) => told.push(p), undefined, stream(v.seed))
    assert.equal(ballot, v.ballot)
    assert.equal(await fingerprint(ballot), v.tracker)

    const { total } = told[0]
    assert.deepEqual(told[0], { done: 0, total })
    assert.deepEqual(told.at(-1), { done: total, total })
    assert.ok(told.every((p, i) => i === 0 || p.done > told[i - 1].done), 'progress goes forward')
  })
}

test('without workers and with its own randomness', async () => {
  const make = async () => JSON.parse(await seal({ text: first.election, fingerprint: first.fingerprint }, first.credential, first.choices))
  const [a, b] = [await make(), await make()]
  assert.equal(a.credential, first.public_credential)
  assert.notEqual(a.answers[0].choices[0].alpha, b.answers[0].choices[0].alpha)
})

test('a credential without dashes and with spaces around it', async () => {
  const typed = `  ${first.credential.replaceAll('-', '')}\n`
  assert.equal(await publicCredential(first.election, typed), first.public_credential)
})

/** The election of a vector with something replaced. */
const but = (from, to, v = first) => {
  assert.ok(v.election.includes(from), from)
  return v.election.replace(from, to)
}
const blank = vectors.find((v) => v.name.startsWith('blank'))
const key = /"public_key":"(\d+)"/.exec(first.election)[1]
const modulus =
  20694785691422546401013643657505008064922989295751104097100884787057374219242717401922237254497684338129066633138078958404960054389636289796393038773905722803605973749427671376777618898589872735865049081167099310535867780980030790491654063777173764198678527273474476341835600035698305193144284561701911000786737307333564123971732897913240474578834468260652327974647951137672658693582180046317922073668860052627186363386088796882120769432366149491002923444346373222145884100586421050242120365433561201320481118852408731077014151666200162313177169372189248078507711827842317498073276598828825169183103125680162072880719n

const refused = [
  ['credential too short', 'credential.form', { credential: 'abc' }],
  ['character not of credentials', 'credential.form', { credential: first.credential.replace(/.$/, '0') }],
  ['mistyped character', 'credential.check', { credential: first.credential.replace(/^./, (c) => (c === 'h' ? 'k' : 'h')) }],
  ['too few ticks', 'ballot.choices.few', { choices: [[0, 0, 0]] }],
  ['too many ticks', 'ballot.choices.many', { choices: [[1, 1, 0]] }],
  ['no number', 'ballot.choices', { choices: [[2, 0, 0]] }],
  ['negative number', 'ballot.choices', { choices: [[1, 1, -1]] }],
  ['missing answer', 'ballot.choices', { choices: [[1, 0]] }],
  ['blank not allowed', 'ballot.choices.noblank', { choices: [[1, 0, 0, 0]] }],
  ['blank and a tick', 'ballot.choices.blank', { election: blank.election, choices: [[1, 0, 1, 0]] }],
  ['not blank and nothing ticked', 'ballot.choices.few', { election: blank.election, choices: [[0, 0, 0, 0]] }],
  ['a question too many', 'ballot.questions', { choices: [[1, 0, 0], [1, 0, 0]] }],
  ['foreign election', 'ballot.foreign', { election: { text: first.election, fingerprint: blank.fingerprint } }],
  ['other version', 'election.version', { election: but('"version":1', '"version":2') }],
  ['unknown group', 'election.group', { election: but('BELENIOS-2048', 'Ed25519') }],
  ['a space', 'election.form', { election: but(',"name"', ', "name"') }],
  ['a field twice', 'election.form', { election: but('"version":1', '"version":1,"version":1') }],
  ['an unknown field', 'election.form', { election: but('"version":1', '"version":1,"extra":0') }],
  ['escaped letter', 'election.form', { election: but('one of', 'one \\u006ff') }],
  ['raw DEL', 'election.form', { election: but('\\u007f', '\u007f', blank) }],
  ['no JSON', 'election.form', { election: 'election' }],
  ['no object', 'election.form', { election: '[]' }],
  ['non-homomorphic', 'election.form', { election: first.election.replace(/"questions":\[.*?\],"uuid"/, '"questions":[{"type":"NonHomomorphic","value":{"answers":["a"],"question":"?"}}],"uuid"') }],
  ['no question', 'election.form', { election: first.election.replace(/"questions":\[.*?\],"uuid"/, '"questions":[],"uuid"'), choices: [] }],
  ['minimum above maximum', 'election.question', { election: but('"min":1,"max":1', '"min":2,"max":1') }],
  ['maximum above answers', 'election.question', { election: but('"max":1', '"max":4') }],
  ['identifier too short', 'election.uuid', { election: first.election.replace(/"uuid":"../, '"uuid":"') }],
  ['key zero', 'election.form', { election: but(key, '0') }],
  ['key beyond p', 'election.form', { election: but(key, String(BigInt(key) + modulus)) }],
  ['key outside the group', 'election.key.outside', { election: but(key, String(modulus - BigInt(key))) }],
]

for (const [what, code, { election = first.election, credential = first.credential, choices = first.choices }] of refused) {
  test(`refused: ${what}`, async () => {
    await assert.rejects(seal(election, credential, choices), (e) => {
      assert.ok(e instanceof Refusal && e instanceof Error, e.stack)
      assert.equal(e.code, code)
      assert.match(e.zh, /[\u4e00-\u9fff]/)
      assert.match(e.en, /^[a-z]/)
      assert.doesNotMatch(e.zh + e.en, /undefined|\{\d\}/)
      assert.equal(e.message, e.en)
      return true
    })
  })
}

test('a signal stops it', async () => {
  await assert.rejects(seal(first.election, first.credential, first.choices, undefined, AbortSignal.abort()), { name: 'AbortError' })
  const stop = new AbortController()
  const large = vectors.at(-1)
  const stopHere = ({ done }) => done > 0 && stop.abort(new Error('enough'))
  await assert.rejects(sealHere(large.election, large.credential, large.choices, stopHere, stop.signal), /enough/)
})
