import { DataError } from '../dataError';
import type { NamedBytes } from '../loadOptions';
import { type Entry, plainEntry } from './entry';
import { gunzip, isGzip } from './gunzip';
import type { UnpackBudget } from './limits';
import { isBystander } from './sortEntries';
import { isTar, tarEntries } from './tar';
import { isZip, zipEntries } from './zip';

/**
 * The files to read: those chosen, with archives (.tar, .tar.gz, .zip) replaced by what is in them and gzipped files
 * by their content. An archive within an archive is opened too, as those of Kaggle hold others; one within that stays closed.
 * @throws DataError when a file or what it unpacks to is too large, or an archive is damaged
 */
export async function unpackFiles(
  files: readonly NamedBytes[],
  largestBytes: number,
  budget: UnpackBudget,
): Promise<Entry[]> {
  const unpacked: Entry[] = [];
  for (const { name, bytes } of files) {
    if (bytes.length > largestBytes) {
      throw new DataError('data.wrong.size.file', {
        fileName: name,
        most: largestBytes,
        bytes: bytes.length,
      });
    }
    for (const entry of await openAll(name, bytes, budget)) {
      const inside = isGzip(entry.head) ? await ungzip(entry.name, entry.read(), budget) : entry;
      const isOfSeveral = files.length > 1 || entry.archive !== name;
      unpacked.push(
        entry.archive && isOfSeveral ? { ...inside, shown: `${entry.archive}/${entry.name}` } : inside,
      );
    }
  }
  return unpacked.map((entry) => ({ ...entry, name: entry.name.normalize('NFC') }));
}

/** The entries of a file, and of the archives among them. */
async function openAll(name: string, bytes: Uint8Array, budget: UnpackBudget): Promise<readonly Entry[]> {
  const entries = await open(name, bytes, budget);
  const opened = await Promise.all(
    entries.map((entry) =>
      entry.archive && isArchive(entry) ? open(entry.name, entry.read(), budget) : [entry],
    ),
  );
  return opened.flat();
}

const isArchive = ({ name, head }: Entry): boolean =>
  (isZip(head) && /\.(zip|npz)$/i.test(name)) ||
  isTar(head) ||
  (isGzip(head) && /\.(tgz|tar\.gz)$/i.test(name));

async function open(name: string, bytes: Uint8Array, budget: UnpackBudget): Promise<readonly Entry[]> {
  // Documents and models are archives too, but what is in them is no data.
  if (isZip(bytes) && !isBystander(name)) return inside(name, zipEntries(bytes, name, budget));
  const entry = isGzip(bytes) ? await ungzip(name, bytes, budget) : plainEntry(name, bytes);
  return isTar(entry.head) ? inside(name, tarEntries(entry.read(), name)) : [entry];
}

function inside(archive: string, entries: readonly Entry[]): Entry[] {
  return entries.map((entry) => ({ ...entry, archive }));
}

async function ungzip(name: string, bytes: Uint8Array, budget: UnpackBudget): Promise<Entry> {
  const content = await gunzip(bytes, name, budget.leftBytes);
  budget.spend(content.length, { fileName: name });
  const entry = plainEntry(name.replace(/\.gz$/i, '').replace(/\.tgz$/i, '.tar'), content);
  return { ...entry, shown: name };
}
