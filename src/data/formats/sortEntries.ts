import { DataError } from '../dataError';
import { RECORD_SIZES } from './cifarBinary';
import { baseName, type Entry, hasText } from './entry';
import { isIdx } from './idx';
import { isPicture } from './imageFolder';
import { isNpy } from './npy';
import { isOtherPicture, otherFormat } from './otherFormat';
import { isPickle } from './pickle';
import type { FileKind } from './pieces';
import { isTextTable } from './texts/textColumns';

/** How a file of each kind is named, for files whose content is too damaged to tell. */
const NAMES: Readonly<Record<FileKind, RegExp>> = {
  idx: /[.-]idx[13]?(-ubyte)?$|-ubyte$/i,
  cifar: /\.bin$/i,
  npy: /\.npy$/i,
  pickle: /\.(pkl|pickle|p)$/i,
  table: /\.(csv|tsv|arff)$/i,
  texts: /\.(jsonl|ndjson)$/i,
  picture: /\.(png|jpe?g|gif|webp|bmp|p[pgbn]m)$/i,
};

/** Kinds that may say something of data of another kind. */
const TELLING: readonly FileKind[] = ['table', 'texts'];

/** Files that people find beside their data, and that systems put there. */
const BYSTANDERS = new RegExp(
  `\\.(${[
    'txt|html?|css|js|md|rst|tex|csv|tsv|json|jsonl|ya?ml|toml|xml|ini|cfg|db|sqlite|log|url|lnk|meta|bak|tmp|sha\\d*|md5',
    'pdf|docx?|docm|xlsx?|xlsm|pptx?|odt|ods|odp|rtf|pages|numbers|epub',
    'py|pyc|ipynb|r|rdata|rds|m|c|h|cpp|java|jar|apk|exe|dll|so|sh|bat|ps1',
    'pt|pth|ckpt|safetensors|onnx|tflite|pb|h5|hdf5|keras|joblib|model|weights|mlmodel',
    'mp[34]|mov|avi|wav|svg|psd|ai|sketch|fig|xd|kmz|ttf',
  ].join(
    '|',
  )})$|^(licen[cs]e|readme|thumbs\\.db|desktop\\.ini|checksums?|makefile|notice|authors|changelog)$|~$`,
  'i',
);

/** Whether the name is that of a file beside data: a text, a document, a program, a model, a film. */
export function isBystander(name: string): boolean {
  return BYSTANDERS.test(baseName(name));
}

/**
 * Tells what the files are and leaves out what is no data: hidden files, system files, texts.
 * @throws DataError for a file of no known kind, for files of several kinds together, and when nothing is left
 */
export function sortEntries(entries: readonly Entry[]): {
  kind: FileKind;
  chosen: readonly Entry[];
  beside: readonly Entry[];
} {
  const byKind = new Map<FileKind, Entry[]>();
  const beside: Entry[] = [];
  const unknown: Entry[] = [];
  for (const entry of entries) {
    if (isHidden(entry.name)) continue;
    const kind = kindOf(entry);
    const alike = kind && byKind.get(kind);
    if (alike) alike.push(entry);
    else if (kind) byKind.set(kind, [entry]);
    else if (isBystander(entry.name)) beside.push(entry);
    else unknown.push(entry);
  }
  // Beside other data a table, or lines of JSON, say something of them.
  const hasOthers = [...byKind.keys()].some((kind) => !TELLING.includes(kind));
  const told = TELLING.flatMap((kind) => (hasOthers ? (byKind.get(kind) ?? []) : []));
  if (hasOthers) for (const kind of TELLING) byKind.delete(kind);
  // Beside pictures lies anything; beside arrays a file that nobody knows may be one that was damaged.
  const refused = unknown.find(
    (entry) => !byKind.has('picture') || isArchive(entry) || isOtherPicture(entry),
  );
  if (refused) throw whatIsWrong(refused);
  const leftOut = [...beside, ...unknown, ...told];
  const [first, second] = [...byKind];
  if (!first) {
    const known = leftOut.find(otherFormat);
    if (known) throw whatIsWrong(known);
    throw new DataError('data.wrong.files.noData', { leftOut: leftOut.map(({ shown }) => shown) });
  }
  if (second) {
    throw new DataError('data.wrong.files.twoFormats', {
      fileName: second[1][0]!.name,
      other: first[1][0]!.name,
    });
  }
  return { kind: first[0], chosen: first[1], beside: leftOut };
}

/** Hidden files and the folders of archivers: macOS puts a twin of every file into __MACOSX. */
function isHidden(name: string): boolean {
  return name
    .split('/')
    .some((part) => (part.startsWith('.') && part !== '.' && part !== '..') || part === '__MACOSX');
}

/** By content where it tells, else by name. */
function kindOf({ name, head, sizeBytes }: Entry): FileKind | undefined {
  if (isNpy(head)) return 'npy';
  // CIFAR calls the file with its classes' names batches.meta.
  if (isPickle(head) && (!isBystander(name) || /\.meta$/.test(name))) return 'pickle';
  if (isPicture(head)) return 'picture';
  const isRecords = sizeBytes > 0 && RECORD_SIZES.some((bytes) => sizeBytes % bytes === 0);
  // A CIFAR-10 file can begin like an IDX file: label 0, then reds of 0, 8 and 3.
  if (isIdx(head) && !(isRecords && NAMES.cifar.test(name))) return 'idx';
  // A web page, or a picture of a phone, in the place of what its name says.
  if (otherFormat({ name: '', head })) return undefined;
  const named = (Object.keys(NAMES) as FileKind[]).find((kind) => NAMES[kind].test(name));
  if (named === 'table' && isTextTable(head)) return 'texts';
  if (named) return named;
  return isRecords && !isBystander(name) ? 'cifar' : undefined;
}

const isArchive = ({ head }: Entry): boolean => hasText(head, 0, 'PK') || hasText(head, 257, 'ustar');

function whatIsWrong(entry: Entry): DataError {
  const { shown: fileName, head, sizeBytes } = entry;
  if (sizeBytes === 0) return new DataError('data.wrong.files.empty', { fileName });
  const format = otherFormat(entry);
  if (format) return new DataError('data.wrong.files.other', { fileName, format });
  if (isArchive(entry)) return new DataError('data.wrong.files.archiveWithin', { fileName });
  const start = startOf(head);
  return new DataError('data.wrong.files.unknown', { fileName, bytes: sizeBytes, start });
}

/** The first bytes, as text where they are one. */
function startOf(head: Uint8Array): string {
  const latin = new TextDecoder('latin1').decode(head.subarray(0, 24));
  const text = /^[\x20-\x7e]{4,}/.exec(latin)?.[0];
  if (text) return JSON.stringify(text);
  return [...head.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
