import { decodeText } from '../decodeText';
import { joinBytes } from '../joinBytes';

/**
 * Tables in other spellings, brought to the one that table.ts reads: UTF-16, as spreadsheets call "Unicode text"; lines that end with a return
 * alone, as those of old Macs; and ARFF, as OpenML has its sets: the names of the columns, each in a line of its own, before the lines of data.
 */

const NEWLINE = 10;
const RETURN = 13;

/** The same table in UTF-8, with lines that end with a newline and the names of the columns in the first; itself where it is so. */
export function plainTable(bytes: Uint8Array): Uint8Array {
  return withoutAttributes(withNewlines(inUtf8(bytes)));
}

function inUtf8(bytes: Uint8Array): Uint8Array {
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return isWide ? new TextEncoder().encode(decodeText(bytes)) : bytes;
}

function withNewlines(bytes: Uint8Array): Uint8Array {
  if (bytes.includes(NEWLINE) || !bytes.includes(RETURN)) return bytes;
  return bytes.map((byte) => (byte === RETURN ? NEWLINE : byte));
}

/** Bytes in which the names of an ARFF table stand. */
const LONGEST_HEADER = 1 << 20;

function withoutAttributes(bytes: Uint8Array): Uint8Array {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, LONGEST_HEADER));
  const found = /^(?:\s|%.*\n)*@relation[\s\S]*?\n\s*@data[^\n]*\n/i.exec(head);
  if (!found) return bytes;
  const names = [...found[0].matchAll(/^\s*@attribute\s+('[^']*'|"[^"]*"|\S+)/gim)].map(([, name]) =>
    name!.replace(/^['"]|['"]$/g, '').replaceAll(',', ' '),
  );
  return joinBytes([new TextEncoder().encode(`${names.join(',')}\n`), bytes.subarray(found[0].length)]);
}
