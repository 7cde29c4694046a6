// Ballots (sections 4.11 to 4.15).
import { secretCredential } from "./credential";
import { check, read, total, width, type Election, type Published, type Question } from "./election";
import { Prover, provingUses, type Claim, type Proof, type Uses } from "./proof";
import { Refusal } from "./refusal";
import type { Random } from "./scalar";
import { fingerprint } from "./text";
import { Work, type OnProgress } from "./work";

interface Ciphertext {
  alpha: string;
  beta: string;
}

interface Answer {
  choices: Ciphertext[];
  individual_proofs: Proof[][];
  overall_proof: Proof[];
  blank_proof?: Proof[];
}

/** A ciphertext with what is in it. */
interface Opening {
  alpha: bigint;
  beta: bigint;
  r: bigint;
  m: number;
}

/**
 * Seals a vote on this thread. random is for test vectors only: whoever knows the
 * randomness knows the vote. Numbers are drawn in the order that package ballot
 * says for SealWith.
 */
export async function sealHere(
  election: string | Published,
  credential: string,
  choices: readonly (readonly number[])[],
  onProgress?: OnProgress,
  signal?: AbortSignal,
  random?: Random,
): Promise<string> {
  const e = await read(election);
  if (choices.length !== e.questions.length) throw new Refusal("ballot.questions", [e.questions.length, choices.length]);
  e.questions.forEach((q, i) => check(q, choices[i]!));
  const secret = await secretCredential(e, credential);

  const uses = ballotUses(e);
  const work = new Work(uses.g + uses.y, onProgress, signal);
  await work.pause();
  const prover = new Prover(e, uses, work, random);
  if (!(await prover.keyIsMember())) throw new Refusal("election.key.outside");

  const voter = (await prover.powerG(secret)).toString();
  const answers: Answer[] = [];
  for (const [i, q] of e.questions.entries()) answers.push(await answer(prover, q, choices[i]!, `${e.fingerprint}|${voter}`));
  const unsigned = { election_uuid: e.uuid, election_hash: e.fingerprint, credential: voter, answers };
  const hash = await fingerprint(JSON.stringify(unsigned));
  const proof = await prover.proveKnowledge(`sig|${hash}`, secret);
  return JSON.stringify({ ...unsigned, signature: { hash, proof } });
}

/** The powers that a ballot takes, by what answer and sealHere do. */
function ballotUses(e: Election): Uses {
  const uses = { g: 2, y: 1 }; // credential and signature; the key is a member
  const add = (u: Uses, times = 1) => {
    uses.g += times * u.g;
    uses.y += times * u.y;
  };
  for (const q of e.questions) {
    const sums = q.max - q.min + 1;
    add({ g: 1, y: 1 }, width(q));
    add(provingUses(2), width(q));
    add(provingUses(q.blank ? sums + 1 : sums));
    if (q.blank) add(provingUses(2));
  }
  return uses;
}

/** Encrypts the choices for a question and proves them sound; bound is S0. */
async function answer(prover: Prover, q: Question, ticks: readonly number[], bound: string): Promise<Answer> {
  const opened: Opening[] = [];
  for (const m of ticks) opened.push(await encrypt(prover, m));
  const texts = opened.map(({ alpha, beta }) => `${alpha},${beta}`);

  const individual_proofs: Proof[][] = [];
  for (const [i, { r, m }] of opened.entries()) {
    individual_proofs.push(await prover.prove(`prove|${bound}|${texts[i]}`, [{ r, m, values: [0, 1] }], m));
  }
  const choices = opened.map(({ alpha, beta }) => ({ alpha: alpha.toString(), beta: beta.toString() }));
  return { choices, individual_proofs, ...(await sound(prover, q, opened, `${bound}|${texts.join(",")}`)) };
}

/** The overall proof, and the blank proof if there is one; bound is S. */
async function sound(prover: Prover, q: Question, opened: Opening[], bound: string) {
  const sums = Array.from({ length: q.max - q.min + 1 }, (_, i) => q.min + i);
  const blank = q.blank ? opened[0] : undefined;
  const rest = blank ? opened.slice(1) : opened;
  const { r, m } = { r: rest.reduce((n, o) => n + o.r, 0n), m: total(rest.map((o) => o.m)) };
  if (!blank) {
    const head = `prove|${bound}|${product(prover, rest)}`;
    return { overall_proof: await prover.prove(head, [{ r, m, values: sums }], m - q.min) };
  }
  const two = (ifBlank: number, ticked: number[]): Claim[] => [
    { r: blank.r, m: blank.m, values: [ifBlank] },
    { r, m, values: ticked },
  ];
  // The vote is blank, or the number of ticks is allowed.
  const right = (1 - blank.m) * (m - q.min + 1);
  const overall_proof = await prover.prove(`bproof1|${bound}`, two(1, sums), right);
  // The vote is not blank, or nothing is ticked.
  return { overall_proof, blank_proof: await prover.prove(`bproof0|${bound}`, two(0, [0]), blank.m) };
}

/** The product of ciphertexts encrypts the sum of what they encrypt. */
function product(prover: Prover, opened: Opening[]): string {
  const { p } = prover.e.group;
  const alpha = opened.reduce((z, o) => (z * o.alpha) % p, 1n);
  return `${alpha},${opened.reduce((z, o) => (z * o.beta) % p, 1n)}`;
}

/** α = g^r, β = y^r·g^m */
async function encrypt(prover: Prover, m: number): Promise<Opening> {
  const { g, p } = prover.e.group;
  const r = prover.draw();
  const alpha = await prover.powerG(r);
  const zero = await prover.powerY(r);
  const one = (zero * g) % p;
  return { alpha, beta: m === 1 ? one : zero, r, m };
}
