import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** Names what is kept of a work by a text that says all it depends on: 128 bits of its SHA-256, as hexadecimal digits. */
export function keyOfText(text: string): string {
  return bytesToHex(sha256(new TextEncoder().encode(text))).slice(0, 32);
}

/** The entries of a record in the order of their names: equal records, equal texts. */
export function inOrder(record: object): [string, unknown][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
