import { DataError } from '../dataError';
import { type Entry, hasText, plainEntry } from './entry';

/**
 * The tar format (POSIX.1-2017, pax, "ustar"; GNU long names): blocks of 512 bytes, for every file a header block
 * and its content filled up with zeros; a block of zeros ends the archive. Header fields used here:
 *
 *   0 name (100), 124 size in octal (12), 148 checksum in octal (8), 156 type (1), 157 what a link leads to (100), 257 "ustar", 345 prefix (155)
 *
 * The checksum is the sum of the header's bytes, its own eight taken as spaces.
 */

const BLOCK = 512;
const text = new TextDecoder();

/** Whether the bytes begin as a tar archive does. */
export function isTar(head: Uint8Array): boolean {
  return head.length >= BLOCK && hasText(head, 257, 'ustar');
}

/**
 * The files in a tar archive, as views into it; a link stands for the file in the archive that it leads to. Folders, devices and links that
 * lead elsewhere are left out.
 * @throws DataError when a header is damaged or the archive cut short
 */
export function tarEntries(bytes: Uint8Array, fileName: string): Entry[] {
  const entries: Entry[] = [];
  const links: { readonly name: string; readonly to: string }[] = [];
  let longName: string | undefined;
  for (let offset = 0; ; ) {
    const header = bytes.subarray(offset, offset + BLOCK);
    if (header.length < BLOCK) throw new DataError('data.wrong.tar.noEnd', { fileName });
    if (header.every((byte) => byte === 0)) return [...entries, ...followed(links, entries)];
    checkHeader(header, fileName, offset);
    const size = octal(header, 124, 12);
    const content = bytes.subarray(offset + BLOCK, offset + BLOCK + size);
    if (content.length < size) {
      throw new DataError('data.wrong.tar.cut', {
        fileName,
        member: nameOf(header),
        expected: size,
        bytes: content.length,
      });
    }
    const type = String.fromCharCode(header[156]!);
    if (type === 'L') longName = field(content, 0, content.length);
    else if (type === 'x') longName = paxPath(content) ?? longName;
    else {
      const name = longName ?? nameOf(header);
      if (type === '0' || type === '\0') entries.push(plainEntry(name, content));
      else if (type === '1') links.push({ name, to: field(header, 157, 100) });
      else if (type === '2') links.push({ name, to: from(name, field(header, 157, 100)) });
      longName = undefined;
    }
    offset += BLOCK + BLOCK * Math.ceil(size / BLOCK);
  }
}

/** The path that a symbolic link leads to, from the folder that it lies in. */
function from(name: string, to: string): string {
  const parts: string[] = to.startsWith('/') ? [] : name.split('/').slice(0, -1);
  for (const part of to.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function followed(
  links: readonly { readonly name: string; readonly to: string }[],
  entries: readonly Entry[],
): Entry[] {
  const byName = new Map(entries.map((entry) => [entry.name.replace(/^\.\//, ''), entry]));
  return links.flatMap(({ name, to }) => {
    const target = byName.get(to.replace(/^\.\//, ''));
    return target ? [plainEntry(name, target.read())] : [];
  });
}

function checkHeader(header: Uint8Array, fileName: string, offset: number): void {
  const sum = header.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
  const declared = octal(header, 148, 8);
  if (declared !== sum) {
    throw new DataError('data.wrong.tar.checksum', { fileName, expected: sum, at: offset, found: declared });
  }
  if (!(octal(header, 124, 12) >= 0)) {
    throw new DataError('data.wrong.tar.noSize', { fileName, at: offset + 124 });
  }
}

/** NaN where the field holds no octal number. */
function octal(header: Uint8Array, offset: number, length: number): number {
  const digits = field(header, offset, length).trim();
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
}

/** The text up to the first zero byte. */
function field(bytes: Uint8Array, offset: number, length: number): string {
  const raw = bytes.subarray(offset, offset + length);
  const end = raw.indexOf(0);
  return text.decode(end < 0 ? raw : raw.subarray(0, end));
}

function nameOf(header: Uint8Array): string {
  const prefix = hasText(header, 257, 'ustar\0') ? field(header, 345, 155) : '';
  const name = field(header, 0, 100);
  return prefix ? `${prefix}/${name}` : name;
}

/** The path among the records "<length> <key>=<value>\n" of a pax header. */
function paxPath(content: Uint8Array): string | undefined {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(text.decode(content))?.[1];
}
