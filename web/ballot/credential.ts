// Credentials: the secret codes of voters (section 4.8).
import { Comb } from "./comb";
import { base58, type Election } from "./election";
import { Refusal } from "./refusal";
import { fromBytes, subtle, utf8 } from "./text";

const rounds = 1000; // of PBKDF2 in version 1

/**
 * Reads a credential as a person types it, dashes or not, and gives it with
 * dashes: this spelling is what is hashed.
 */
export function parseCredential(text: string): string {
  const chars = text.trim().replace(/-/g, "");
  if (chars.length !== 15 || [...chars].some((c) => !base58.includes(c))) throw new Refusal("credential.form");
  let n = 0; // what the first 14 characters spell in base 58, modulo 53
  for (const c of chars.slice(0, 14)) n = (n * 58 + base58.indexOf(c)) % 53;
  if (base58[53 - n] !== chars[14]) throw new Refusal("credential.check");
  return chars.match(/.../g)!.join("-");
}

/** secret(c): PBKDF2 with the election's identifier as salt, modulo q. */
export async function secretCredential(e: Election, text: string): Promise<bigint> {
  const key = await subtle().importKey("raw", utf8(parseCredential(text)), "PBKDF2", false, ["deriveBits"]);
  const derivation = { name: "PBKDF2", hash: "SHA-256", salt: utf8(e.uuid), iterations: rounds };
  return fromBytes(new Uint8Array(await subtle().deriveBits(derivation, key, 256))) % e.group.q;
}

/** public(c) = g^secret(c), in base 10. */
export async function publicCredential(e: Election, text: string): Promise<string> {
  const { g, p, bits, q } = e.group;
  return new Comb(g, p, bits + 1, 1).power((await secretCredential(e, text)) + q).toString();
}
