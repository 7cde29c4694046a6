// Numbers modulo q, drawn at random.
import type { Group } from "./group";
import { fromBytes } from "./text";

/** Fills bytes with randomness. */
export type Random = (bytes: Uint8Array<ArrayBuffer>) => void;

export const browserRandom: Random = (bytes) => void crypto.getRandomValues(bytes);

/**
 * Draws a number evenly from [0, q): as many bytes as q has, without the bits
 * above the length of q, again while the number is not below q.
 */
export function draw(g: Group, random: Random): bigint {
  const bytes = new Uint8Array(Math.ceil(g.bits / 8));
  for (;;) {
    random(bytes);
    bytes[0]! &= 0xff >> (8 * bytes.length - g.bits);
    const x = fromBytes(bytes);
    if (x < g.q) return x;
  }
}

/** x modulo q, never negative. */
export function mod(x: bigint, q: bigint): bigint {
  const r = x % q;
  return r < 0n ? r + q : r;
}
