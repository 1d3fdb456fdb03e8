/** Arrays of numbers with a line that describes them, in one file: what is damaged is found by a hash, and counts as not there. */

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { readOptional, replaceFile } from './files';

/** A description, and arrays by their names. */
export interface Blob {
  readonly about: Readonly<Record<string, unknown>>;
  readonly arrays: Readonly<Record<string, Float32Array>>;
}

/** Writes a file of arrays, in the place of what is there. */
export async function writeBlob(path: string, { about, arrays }: Blob): Promise<void> {
  const bytes = Buffer.concat(Object.values(arrays).map(bytesOf));
  const lengths = Object.entries(arrays).map(([name, { length }]) => [name, length]);
  const digest = digestOf({ about, lengths }, bytes);
  await replaceFile(
    path,
    Buffer.concat([Buffer.from(`${JSON.stringify({ about, lengths, digest })}\n`), bytes]),
  );
}

/** Reads a file of arrays; null where there is none, or it is damaged. */
export async function readBlob(path: string): Promise<Blob | null> {
  const found = await readOptional(path);
  const end = found?.indexOf('\n') ?? -1;
  if (!found || end < 0) return null;
  try {
    const { about, lengths, digest } = JSON.parse(found.toString('utf8', 0, end));
    const bytes = new Uint8Array(found.subarray(end + 1));
    if (digest !== digestOf({ about, lengths }, bytes)) return null;
    let at = 0;
    const arrays = (lengths as [string, number][]).map(([name, length]) => {
      const array = new Float32Array(bytes.buffer, at, length);
      at += array.byteLength;
      return [name, array] as const;
    });
    return { about, arrays: Object.fromEntries(arrays) };
  } catch {
    return null;
  }
}

/** Of the line and the numbers. */
function digestOf(line: { readonly about: unknown; readonly lengths: unknown }, bytes: Uint8Array): string {
  return bytesToHex(
    sha256
      .create()
      .update(Buffer.from(`${JSON.stringify(line)}\n`))
      .update(bytes)
      .digest(),
  );
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
