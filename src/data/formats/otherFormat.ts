import { baseName, type Entry, hasText } from './entry';

/**
 * Files that are no data as the lab reads them, but that people have in their place: told by their first bytes, whatever they are called, so
 * that each can be answered with its way out.
 */

export const otherFormats = [
  'packed',
  'matlab',
  'hdf5',
  'columns',
  'pytorch',
  'tiff',
  'phone',
  'picture',
  'records',
  'webPage',
  'pointer',
] as const;
export type OtherFormat = (typeof otherFormats)[number];

/** Bytes as numbers, or as a text, and where they stand. */
type Start = readonly [bytes: string | readonly number[], at?: number];

const STARTS: Readonly<Record<Exclude<OtherFormat, 'webPage' | 'pytorch' | 'records'>, readonly Start[]>> = {
  packed: [
    ['BZh'],
    [[0xfd, 0x37, 0x7a, 0x58, 0x5a]],
    [[0x28, 0xb5, 0x2f, 0xfd]],
    [[0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
    ['Rar!'],
  ],
  matlab: [['MATLAB ']],
  hdf5: [[[0x89, 0x48, 0x44, 0x46]]],
  columns: [['PAR1'], ['ARROW1'], ['FEA1'], [[0xff, 0xff, 0xff, 0xff], 0]],
  tiff: [[[0x49, 0x49, 0x2a, 0]], [[0x4d, 0x4d, 0, 0x2a]]],
  phone: [
    ['ftyphei', 4],
    ['ftyphev', 4],
    ['ftypmif', 4],
    ['ftypavif', 4],
  ],
  picture: [['P7\n'], ['PF\n'], ['Pf\n'], ['8BPS'], ['jP  ', 4], ['JXL ', 4], ['<svg'], ['DDS ']],
  pointer: [['version https://git-lfs.github.com/spec/']],
};

/** Pictures by their names alone: to leave one out would leave out what a person means to have. */
const PICTURES = /\.(tiff?|hei[cf]|avif|jp2|jxl|tga|pcx|dng|svg|psd|exr|pam|pfm)$/i;

/** What the file is; undefined where that is not known. */
export function otherFormat({ name, head }: Pick<Entry, 'name' | 'head'>): OtherFormat | undefined {
  for (const format of otherFormats) {
    if (format === 'pytorch' || format === 'records') continue;
    if (format === 'webPage' ? isWebPage(head) : STARTS[format].some(begins(head))) return format;
  }
  if (/\.tfrecords?(-\d+-of-\d+)?$/i.test(baseName(name))) return 'records';
  if (/\.(pth?|ckpt)$/i.test(baseName(name)) && (hasText(head, 0, 'PK') || head[0] === 0x80))
    return 'pytorch';
  return PICTURES.test(baseName(name)) ? 'picture' : undefined;
}

/** Whether it is a picture that the lab cannot read. */
export function isOtherPicture(entry: Pick<Entry, 'name' | 'head'>): boolean {
  const format = otherFormat(entry);
  return format === 'tiff' || format === 'phone' || format === 'picture';
}

const begins =
  (head: Uint8Array) =>
  ([bytes, at = 0]: Start): boolean =>
    typeof bytes === 'string' ? hasText(head, at, bytes) : bytes.every((byte, i) => head[at + i] === byte);

function isWebPage(head: Uint8Array): boolean {
  return /^\s*<(!doctype html|html|head|\?xml[^>]*>\s*<(!doctype html|html|error))/i.test(
    new TextDecoder().decode(head),
  );
}
