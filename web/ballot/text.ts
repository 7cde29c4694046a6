// Everything that is hashed is text in UTF-8.
import { Refusal } from "./refusal";

/** crypto.subtle, which browsers give to secure pages only. */
export function subtle(): SubtleCrypto {
  const s = globalThis.crypto?.subtle;
  if (!s) throw new Refusal("browser.insecure");
  return s;
}

export const utf8 = (text: string) => new TextEncoder().encode(text);

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await subtle().digest("SHA-256", utf8(text)));
}

/** The SHA-256 in Base64 without padding (section 4.15). */
export async function fingerprint(text: string): Promise<string> {
  return btoa(String.fromCharCode(...(await sha256(text)))).replace(/=+$/, "");
}

/** The SHA-256 as a big-endian number modulo q. */
export async function challenge(text: string, q: bigint): Promise<bigint> {
  return fromBytes(await sha256(text)) % q;
}

/** The number that big-endian bytes spell. */
export function fromBytes(bytes: Uint8Array): bigint {
  let hex = "0x";
  for (const b of bytes) hex += b.toString(16).padStart(2, "0");
  return BigInt(hex);
}
