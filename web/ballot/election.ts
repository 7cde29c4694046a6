// Elections (section 4.10): the text that every ballot refers to by its hash.
import { groupNamed, type Group } from "./group";
import { Refusal } from "./refusal";
import { fingerprint, utf8 } from "./text";

/** Characters of credentials and of election identifiers. */
export const base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** An election with the fingerprint by which it was announced. */
export interface Published {
  text: string;
  fingerprint: string;
}

export interface Question {
  readonly text: string;
  readonly answers: readonly string[];
  readonly min: number;
  readonly max: number;
  /** Whether a blank vote is allowed, whatever min is. */
  readonly blank: boolean;
}

export interface Election {
  readonly uuid: string;
  readonly questions: readonly Question[];
  readonly group: Group;
  /** The public key y. */
  readonly key: bigint;
  readonly fingerprint: string;
}

// The bounds of package ballot.
const maxElection = 1 << 20; // bytes
const maxQuestions = 200;
const maxAnswers = 1000;
const maxBranches = 20_000; // of all proofs of one ballot

/**
 * Reads an election. It refuses anything but the one canonical spelling, so that
 * no two readers can understand the text differently, and an election that is not
 * the announced one. Whether the key lies in the group is not checked here.
 */
export async function read(election: string | Published): Promise<Election> {
  const raw = typeof election === "string" ? election : election.text;
  const hash = await fingerprint(raw);
  if (typeof election !== "string" && election.fingerprint !== hash) {
    throw new Refusal("ballot.foreign", [election.fingerprint, hash]);
  }
  const o = parse(raw);
  const group = groupNamed(text(o.group));
  if (o.version !== 1) throw new Refusal("election.version", [String(o.version)]);
  if (!group) throw new Refusal("election.group", [text(o.group)]);
  if (raw !== canonical(o)) throw malformed("not canonical");
  const uuid = text(o.uuid);
  if (!/^[1-9A-HJ-NP-Za-km-z]{14,64}$/.test(uuid)) throw new Refusal("election.uuid");
  const questions = list(o.questions).map(question);
  if (questions.length === 0 || questions.length > maxQuestions) throw malformed("number of questions");
  if (questions.reduce((n, q) => n + branches(q), 0) > maxBranches) throw malformed("too many answers");
  const key = text(o.public_key);
  if (!/^[1-9][0-9]{0,700}$/.test(key) || BigInt(key) >= group.p) throw malformed("public key");
  return { uuid, questions, group, key: BigInt(key), fingerprint: hash };
}

type Fields = Record<string, unknown>;

const malformed = (why: string) => new Refusal("election.form", [why]);

function parse(raw: string): Fields {
  if (utf8(raw).length > maxElection) throw malformed("too long");
  let v: unknown;
  try {
    v = JSON.parse(raw);
  } catch {
    throw malformed("not JSON");
  }
  return fields(v);
}

function fields(v: unknown): Fields {
  if (typeof v !== "object" || v === null || Array.isArray(v)) throw malformed("want an object");
  return v as Fields;
}

function text(v: unknown): string {
  if (typeof v !== "string") throw malformed("want a text");
  return v;
}

function list(v: unknown): unknown[] {
  if (!Array.isArray(v)) throw malformed("want a list");
  return v;
}

function count(v: unknown): number {
  if (typeof v !== "number" || !Number.isInteger(v) || v < 0 || v > maxAnswers) throw malformed("number out of range");
  return v;
}

function question(v: unknown): Question {
  const o = fields(v);
  if (o.type !== undefined) throw malformed("non-homomorphic questions are not supported");
  const blank = o.blank ?? false;
  if (typeof blank !== "boolean") throw malformed("want true or false");
  const q = { text: text(o.question), answers: list(o.answers).map(text), min: count(o.min), max: count(o.max), blank };
  const n = q.answers.length;
  if (n === 0 || n > maxAnswers || q.min > q.max || q.max > n) throw new Refusal("election.question", [q.text]);
  return q;
}

/** How many 0-or-1 values an answer has. */
export const width = (q: Question) => q.answers.length + (q.blank ? 1 : 0);

const branches = (q: Question) => 2 * width(q) + q.max - q.min + 1 + (q.blank ? 3 : 0);

/** The one spelling that counts: compact, fields in the order of the specification. */
function canonical(o: Fields): string {
  const questions = list(o.questions).map((v) => {
    const q = fields(v);
    return q.type === undefined ? pick(q, ["answers", "blank", "min", "max", "question"]) : q;
  });
  const names = ["version", "description", "name", "group", "public_key", "questions", "uuid", "administrator"];
  const spelled = JSON.stringify(pick({ ...o, questions }, [...names, "credential_authority"]));
  return spelled.replace(/\x7f/g, "\\u007f");
}

const pick = (o: Fields, names: string[]): Fields =>
  Object.fromEntries(names.filter((n) => o[n] !== undefined).map((n) => [n, o[n]]));

/** Whether choices are a valid answer; if not, a Refusal says why. */
export function check(q: Question, choices: readonly number[]): void {
  if (!q.blank && choices.length === q.answers.length + 1) throw new Refusal("ballot.choices.noblank", [q.text]);
  if (choices.length !== width(q) || choices.some((v) => v !== 0 && v !== 1)) {
    throw new Refusal("ballot.choices", [q.text]);
  }
  const ticks = total(q.blank ? choices.slice(1) : choices);
  if (q.blank && choices[0] === 1) {
    if (ticks > 0) throw new Refusal("ballot.choices.blank", [q.text]);
    return;
  }
  if (ticks < q.min) throw new Refusal("ballot.choices.few", [q.text, q.min, ticks]);
  if (ticks > q.max) throw new Refusal("ballot.choices.many", [q.text, q.max, ticks]);
}

export const total = (choices: readonly number[]) => choices.reduce((n, v) => n + v, 0);
