import { describe, expect, test } from 'vitest';
import { filesOfDrop } from '../../../src/view/design/chosenFiles';

/** What a browser hands out of the disk, as far as the page uses it. */
function fileEntry(fullPath: string): FileSystemEntry {
  const file = new File([fullPath], fullPath.slice(fullPath.lastIndexOf('/') + 1));
  return {
    isDirectory: false,
    fullPath,
    file: (take: (found: File) => void) => take(file),
  } as unknown as FileSystemEntry;
}

/** A folder whose reader gives a hundred entries at a time, as Chromium's does. */
function folderEntry(fullPath: string, inside: readonly FileSystemEntry[]): FileSystemEntry {
  const createReader = () => {
    let given = 0;
    return {
      readEntries(take: (some: readonly FileSystemEntry[]) => void) {
        const some = inside.slice(given, given + 100);
        given += some.length;
        take(some);
      },
    };
  };
  return { isDirectory: true, fullPath, createReader } as unknown as FileSystemEntry;
}

const dropOf = (entries: readonly (FileSystemEntry | null)[], files: readonly File[] = []) =>
  ({ items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })), files }) as unknown as DataTransfer;
const pathsOf = async (drop: DataTransfer) => (await filesOfDrop(drop)).map(({ path }) => path);

describe('a drop', () => {
  test('of a folder gives the files of the folders in it too, by their paths', async () => {
    const drop = dropOf([
      folderEntry('/out', [
        fileEntry('/out/index.json'),
        folderEntry('/out/digits--net', [
          fileEntry('/out/digits--net/card.json'),
          folderEntry('/out/digits--net/deep', [fileEntry('/out/digits--net/deep/note.txt')]),
        ]),
        folderEntry('/out/empty', []),
      ]),
    ]);
    expect(await pathsOf(drop)).toEqual([
      'out/index.json',
      'out/digits--net/card.json',
      'out/digits--net/deep/note.txt',
    ]);
  });

  test('of a folder of more files than a reader gives at a time gives all of them', async () => {
    const names = Array.from({ length: 250 }, (_, i) => `/cats/${i}.png`);
    const drop = dropOf([folderEntry('/cats', names.map(fileEntry))]);
    expect(await pathsOf(drop)).toEqual(names.map((name) => name.slice(1)));
  });

  test('of files and folders gives both, each with its own content', async () => {
    const drop = dropOf([fileEntry('/a.csv'), folderEntry('/b', [fileEntry('/b/c.csv')]), null]);
    const found = await filesOfDrop(drop);
    expect(found.map(({ path }) => path)).toEqual(['a.csv', 'b/c.csv']);
    expect(await Promise.all(found.map(({ file }) => file.text()))).toEqual(['/a.csv', '/b/c.csv']);
  });

  test('without entries gives its files by their names', async () => {
    const file = new File(['x'], 'x.csv');
    expect(await filesOfDrop(dropOf([null], [file]))).toEqual([{ path: 'x.csv', file }]);
  });

  test('of a file that cannot be read fails', async () => {
    const unreadable = {
      isDirectory: false,
      fullPath: '/gone.csv',
      file: (_: unknown, refuse: (error: Error) => void) => refuse(new Error('It is gone.')),
    } as unknown as FileSystemEntry;
    await expect(filesOfDrop(dropOf([unreadable]))).rejects.toThrow('It is gone.');
  });
});
