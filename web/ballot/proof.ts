// The proofs of an answer (sections 4.12 and 4.13). All have one shape: of some
// branches, each saying "this ciphertext encrypts M", at least one holds, and
// nobody learns which.
import { Comb } from "./comb";
import type { Election } from "./election";
import { browserRandom, draw, mod, type Random } from "./scalar";
import { challenge } from "./text";
import type { Work } from "./work";

/** A proof as it stands in JSON. */
export interface Proof {
  challenge: string;
  response: string;
}

/** What a ciphertext encrypts, with which randomness, and what it may encrypt. */
export interface Claim {
  r: bigint;
  m: number;
  values: readonly number[];
}

/** How many powers of the generator and of the key a ballot takes. */
export interface Uses {
  g: number;
  y: number;
}

/** A single branch holds openly, so that there is nothing to hide in it. */
const open = (claims: readonly Claim[]) => claims.length === 1 && claims[0]!.values.length === 1;

/** The prover of one ballot. */
export class Prover {
  private readonly g: Comb;
  private readonly y: Comb;

  constructor(
    readonly e: Election,
    uses: Uses,
    private readonly work: Work,
    private readonly random: Random = browserRandom,
  ) {
    const { p, g, bits } = e.group;
    this.g = new Comb(g, p, bits + 1, uses.g);
    this.y = new Comb(e.key, p, bits + 1, uses.y);
  }

  draw(): bigint {
    return draw(this.e.group, this.random);
  }

  /** Whether the key of the election lies in the group. */
  async keyIsMember(): Promise<boolean> {
    return (await this.raise(this.y, this.e.group.q)) === 1n;
  }

  /** g^x */
  powerG(x: bigint): Promise<bigint> {
    return this.power(this.g, x);
  }

  /** y^x */
  powerY(x: bigint): Promise<bigint> {
    return this.power(this.y, x);
  }

  // An exponent x below q is raised to as x + q, which gives the same: so all
  // exponents are of one length, and 0 is like any other.
  private power(base: Comb, x: bigint): Promise<bigint> {
    return this.raise(base, x + this.e.group.q);
  }

  private async raise(base: Comb, exponent: bigint): Promise<bigint> {
    const z = base.power(exponent);
    await this.work.step();
    return z;
  }

  /**
   * Proves that branch right, counted over all claims, holds; head is what the
   * challenge is made from besides the commitments. For a branch with challenge c
   * and response s these are
   *
   *   A = g^s · α^c    B = y^s · (β/g^M)^c
   *
   * As α = g^r and β = y^r·g^m, they are powers of g and y alone, with e = s + r·c:
   *
   *   A = g^e    B = y^e · g^((m-M)·c)
   *
   * In the right branch c is 0 at first. When the hash is known, c is what is left
   * of it, and s changes so that e stays. All branches are computed alike.
   */
  async prove(head: string, claims: readonly Claim[], right: number): Promise<Proof[]> {
    const { q, p } = this.e.group;
    const branches = claims.flatMap(({ r, m, values }) => values.map((M) => ({ r, off: BigInt(m - M), c: 0n, s: 0n })));
    const commitments: string[] = [];
    let sum = 0n;
    for (const [i, b] of branches.entries()) {
      const drawn = this.draw();
      b.s = this.draw();
      b.c = i === right ? 0n : drawn;
      sum += b.c;
      const e = mod(b.s + b.r * b.c, q);
      const A = await this.powerG(e);
      let B = await this.powerY(e);
      if (!open(claims)) B = (B * (await this.powerG(mod(b.off * b.c, q)))) % p;
      commitments.push(`${A},${B}`);
    }
    const left = mod((await challenge(`${head}|${commitments.join(",")}`, q)) - sum, q);
    return branches.map((b, i) => {
      const closed = mod(b.s - b.r * left, q);
      return i === right ? proof(left, closed) : proof(b.c, b.s);
    });
  }

  /** Proves that x is the logarithm of a public g^x (section 4.14). */
  async proveKnowledge(head: string, x: bigint): Promise<Proof> {
    const { q } = this.e.group;
    const w = this.draw();
    const c = await challenge(`${head}|${await this.powerG(w)}`, q);
    return proof(c, mod(w - x * c, q));
  }
}

const proof = (c: bigint, s: bigint): Proof => ({ challenge: c.toString(), response: s.toString() });

/** The powers that Prover.prove takes for so many branches. */
export const provingUses = (branches: number): Uses => (branches === 1 ? { g: 1, y: 1 } : { g: 2 * branches, y: branches });
