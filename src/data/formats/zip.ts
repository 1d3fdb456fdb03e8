import { Inflate } from 'fflate';
import { DataError, reasonOf } from '../dataError';
import { crc32 } from './crc32';
import { type Entry, HEAD_BYTES, hasText } from './entry';
import type { PackedFile, UnpackBudget } from './limits';
import { decodeNames, type RawName } from './zipNames';

/**
 * The zip format (PKWARE APPNOTE 6.3.10), all numbers little-endian. The directory at the end says what there is:
 *
 *   end record, "PK 5 6": 10 number of entries (2), 12 size of the directory (4), 16 its offset (4), 20 length of a comment (2)
 *   where there are 65,535 entries or more, 20 bytes before: "PK 6 7", 8 offset (8) of a larger end record, "PK 6 6": 32 number
 *     of entries (8), 40 size of the directory (8), 48 its offset (8)
 *   directory entry, "PK 1 2": 8 flags (2; bit 0 encrypted, bit 11 name in UTF-8), 10 method (2), 16 CRC-32 (4), 20 packed size (4), 24 size (4),
 *     28 length of name (2), 30 of extra field (2), 32 of comment (2), 42 offset of the local header (4), 46 name
 *   local header, "PK 3 4": 26 length of name (2), 28 of extra field (2); then both, then the packed content
 *
 * Methods: 0 stored, 8 deflated (RFC 1951). Only members that are asked for are unpacked.
 */

const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const LARGE_END_BYTES = 56;
const LARGEST_COMMENT = 65_535;
const DIRECTORY_ENTRY_BYTES = 46;
const LOCAL_HEADER_BYTES = 30;
const UTF8_FLAG = 1 << 11;
const UNICODE_NAME = 0x7075;
/** Deflated input is given in pieces of this size; each unpacks to at most 1,032 times as much. */
const PIECE_BYTES = 16_384;
const text = new TextDecoder();

interface Member {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: Uint8Array;
  readonly sizeBytes: number;
}

/** Whether the bytes begin as a zip archive with content does. */
export function isZip(head: Uint8Array): boolean {
  return hasText(head, 0, 'PK\x03\x04');
}

/**
 * The files in a zip archive, folders left out. Reading one unpacks it, checks its CRC-32 and spends the budget.
 * @throws DataError when the directory is damaged, or a member is encrypted or packed in a way other than deflate
 */
export function zipEntries(bytes: Uint8Array, archive: string, budget: UnpackBudget): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const { count, start, end } = findDirectory(bytes, view, archive);
  const found: { raw: RawName; offset: number }[] = [];
  let offset = start;
  for (let index = 0; index < count; index++) {
    if (offset + DIRECTORY_ENTRY_BYTES > end || !hasText(bytes, offset, 'PK\x01\x02')) {
      throw new DataError('data.wrong.zip.noEntry', { fileName: archive, index, count, at: offset });
    }
    found.push({ raw: readName(bytes, view, offset), offset });
    offset +=
      DIRECTORY_ENTRY_BYTES + [28, 30, 32].reduce((sum, at) => sum + view.getUint16(offset + at, true), 0);
  }
  if (offset !== end) {
    throw new DataError('data.wrong.zip.directoryEnd', {
      fileName: archive,
      count,
      expected: end,
      found: offset,
    });
  }
  const names = decodeNames(found.map(({ raw }) => raw)).map((name) => name.replaceAll('\\', '/'));
  return found.flatMap((entry, index) => {
    const name = names[index]!;
    const member = readMember(bytes, view, entry.offset, name, archive);
    return name.endsWith('/') ? [] : [memberEntry(member, archive, budget)];
  });
}

/** The name of a directory entry, and the one in UTF-8 of its extra field 0x7075: version (1), CRC-32 (4), name. */
function readName(bytes: Uint8Array, view: DataView, entry: number): RawName {
  const start = entry + DIRECTORY_ENTRY_BYTES;
  const extra = start + view.getUint16(entry + 28, true);
  const end = Math.min(bytes.length, extra + view.getUint16(entry + 30, true));
  const name = bytes.subarray(start, extra);
  let unicode: string | undefined;
  for (let at = extra; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    const length = view.getUint16(at + 2, true);
    const isName = view.getUint16(at, true) === UNICODE_NAME && length > 5 && at + 4 + length <= end;
    // The name may have been changed since by an archiver that does not know the field.
    if (isName && view.getUint32(at + 5, true) === crc32(name)) {
      unicode = text.decode(bytes.subarray(at + 9, at + 4 + length));
    }
  }
  const isUtf8 = (view.getUint16(entry + 8, true) & UTF8_FLAG) !== 0;
  return { bytes: name, isUtf8, unicode };
}

interface Directory {
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

function findDirectory(bytes: Uint8Array, view: DataView, archive: string): Directory {
  const end = findEnd(bytes, view, archive);
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  const directory = { count, start, end: start + view.getUint32(end + 12, true) };
  const found = hasText(bytes, end - LOCATOR_BYTES, 'PK\x06\x07')
    ? largeDirectory(bytes, view, end - LOCATOR_BYTES)
    : directory;
  if (found && found.end <= end) return found;
  throw new DataError('data.wrong.zip.directory', {
    fileName: archive,
    before: end,
    upTo: found?.end ?? null,
  });
}

function largeDirectory(bytes: Uint8Array, view: DataView, locator: number): Directory | undefined {
  const record = Number(view.getBigUint64(locator + 8, true));
  if (record + LARGE_END_BYTES > locator || !hasText(bytes, record, 'PK\x06\x06')) return undefined;
  const [count, size, start] = [32, 40, 48].map((at) => Number(view.getBigUint64(record + at, true))) as [
    number,
    number,
    number,
  ];
  return { count, start, end: start + size };
}

/** Where the end record begins: the last place that fits, its comment reaching just to the end of the file. */
function findEnd(bytes: Uint8Array, view: DataView, archive: string): number {
  const first = Math.max(0, bytes.length - END_BYTES - LARGEST_COMMENT);
  for (let at = bytes.length - END_BYTES; at >= first; at--) {
    if (!hasText(bytes, at, 'PK\x05\x06')) continue;
    if (at + END_BYTES + view.getUint16(at + 20, true) === bytes.length) return at;
  }
  throw new DataError('data.wrong.zip.noEnd', { fileName: archive });
}

function readMember(bytes: Uint8Array, view: DataView, entry: number, name: string, archive: string): Member {
  const file: PackedFile = { fileName: name, archive };
  const method = view.getUint16(entry + 10, true);
  const isEncrypted = (view.getUint16(entry + 8, true) & 1) === 1;
  if (isEncrypted || (method !== 0 && method !== 8)) {
    throw new DataError('data.wrong.zip.method', { ...file, method: isEncrypted ? null : method });
  }
  const sizes = { packed: view.getUint32(entry + 20, true), unpacked: view.getUint32(entry + 24, true) };
  const local = view.getUint32(entry + 42, true);
  if (local + LOCAL_HEADER_BYTES > bytes.length || !hasText(bytes, local, 'PK\x03\x04')) {
    throw new DataError('data.wrong.zip.noContent', { ...file, at: local });
  }
  const start =
    local + LOCAL_HEADER_BYTES + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  const packed = bytes.subarray(start, start + sizes.packed);
  if (packed.length < sizes.packed) {
    throw new DataError('data.wrong.zip.cut', { ...file, expected: sizes.packed, bytes: packed.length });
  }
  if (method === 0 && sizes.packed !== sizes.unpacked) {
    throw new DataError('data.wrong.zip.storedSize', { ...file, ...sizes });
  }
  return { name, method, crc: view.getUint32(entry + 16, true), packed, sizeBytes: sizes.unpacked };
}

function memberEntry(member: Member, archive: string, budget: UnpackBudget): Entry {
  const { name, sizeBytes } = member;
  const file: PackedFile = { fileName: name, archive };
  let isCounted = false;
  return {
    name,
    shown: name,
    sizeBytes,
    head: unpackHead(member, file),
    read() {
      // The same file may be looked at twice, but it is there once.
      if (!isCounted) budget.spend(sizeBytes, file);
      isCounted = true;
      const content = member.method === 0 ? member.packed : inflate(member, file);
      if (crc32(content) !== member.crc) throw new DataError('data.wrong.zip.crc', file);
      return content;
    },
  };
}

/** Exactly the declared bytes: a stream that holds more or fewer is refused. */
function inflate({ packed, sizeBytes }: Member, file: PackedFile): Uint8Array {
  // Allocated only as far as the packed bytes can reach: a header may declare anything.
  if (sizeBytes > packed.length * 1032 + 1032) {
    throw new DataError('data.wrong.zip.farFewer', { ...file, expected: sizeBytes });
  }
  const content = new Uint8Array(sizeBytes);
  let length = 0;
  inflatePieces(packed, file, (piece) => {
    if (length + piece.length > sizeBytes) {
      throw new DataError('data.wrong.zip.more', { ...file, expected: sizeBytes });
    }
    content.set(piece, length);
    length += piece.length;
    return true;
  });
  if (length < sizeBytes) {
    throw new DataError('data.wrong.zip.fewer', { ...file, expected: sizeBytes, bytes: length });
  }
  return content;
}

function unpackHead({ method, packed, sizeBytes }: Member, file: PackedFile): Uint8Array {
  if (method === 0) return packed.subarray(0, HEAD_BYTES);
  const head = new Uint8Array(Math.min(HEAD_BYTES, sizeBytes));
  let length = 0;
  inflatePieces(packed.subarray(0, 2 * HEAD_BYTES), file, (piece) => {
    const part = piece.subarray(0, head.length - length);
    head.set(part, length);
    length += part.length;
    return length < head.length;
  });
  return head.subarray(0, length);
}

/** Gives the unpacked pieces one by one until `take` says that it has enough. */
function inflatePieces(packed: Uint8Array, file: PackedFile, take: (piece: Uint8Array) => boolean): void {
  let wantsMore = true;
  const stream = new Inflate((piece) => {
    if (wantsMore) wantsMore = take(piece);
  });
  try {
    for (let start = 0; wantsMore && start < packed.length; start += PIECE_BYTES) {
      stream.push(packed.subarray(start, start + PIECE_BYTES), false);
    }
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    throw new DataError('data.wrong.zip.broken', { ...file, reason: reasonOf(cause) }, { cause });
  }
}
