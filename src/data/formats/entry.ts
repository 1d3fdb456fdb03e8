/** A file, chosen as it is or packed in an archive: what it is called, how it begins, and a way to its content. */
export interface Entry {
  /** With the folders above it, separated by "/". */
  readonly name: string;
  /** How it is named to a person: as it was chosen, with the archive that it is in where there are other files. */
  readonly shown: string;
  /** The archive that it is in. */
  readonly archive?: string | undefined;
  /** Of the unpacked content. */
  readonly sizeBytes: number;
  /** The first bytes of the content, HEAD_BYTES or all there are. */
  readonly head: Uint8Array;
  /** The whole content; a packed file is unpacked now. */
  read(): Uint8Array;
}

/** Enough to know every format by, a tar archive included. */
export const HEAD_BYTES = 512;

/** An entry whose content is at hand. */
export function plainEntry(name: string, bytes: Uint8Array): Entry {
  return {
    name,
    shown: name,
    sizeBytes: bytes.length,
    head: bytes.subarray(0, HEAD_BYTES),
    read: () => bytes,
  };
}

/** The name without its folders. */
export function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** Whether `text` (ASCII) stands in the bytes at an offset. */
export function hasText(bytes: Uint8Array, offset: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[offset + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** "batch 2" before "batch 10", in every language alike. */
const collator = new Intl.Collator('en', { numeric: true });

/** The order of names as people count, and by character codes where that makes no difference. */
export function compareNames(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : Number(a > b));
}
