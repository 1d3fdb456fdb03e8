/** Bytes in a JSON file, as base64. */

import * as v from 'valibot';
import type { Expected } from '../../words/expected';
import { decodeBase64 } from './base64';

/** A step from a text to its bytes. A pattern could not check it: on megabytes, matching one fills the stack. */
function decoded<T>(from: (bytes: Uint8Array<ArrayBuffer>) => T | null, expected: Expected) {
  return v.rawTransform<string, T>(({ dataset, addIssue, NEVER }) => {
    const value = tryDecode(dataset.value, from);
    if (value !== null) return value;
    addIssue({ message: JSON.stringify(expected) });
    return NEVER;
  });
}

function tryDecode<T>(text: string, from: (bytes: Uint8Array<ArrayBuffer>) => T | null): T | null {
  try {
    return from(decodeBase64(text));
  } catch {
    return null;
  }
}

/** Any bytes. */
export const bytes = v.pipe(
  v.string(),
  decoded((found) => found, { kind: 'base64', multipleOf: 1 }),
);

/** Numbers of four bytes each. */
export const words = v.pipe(
  v.string(),
  decoded((found) => (found.length % 4 === 0 ? found.buffer : null), { kind: 'base64', multipleOf: 4 }),
);
