import { describe, expect, test } from 'vitest';
import { DataError } from '../../src/data/dataError';
import { loadFrom } from '../../src/data/download';
import { DownloadError } from '../../src/data/download/downloadError';
import { createRandom, type Random } from '../../src/math/random/random';
import { amount } from '../support/long';
import { parquetFile } from '../support/parquetFile';
import { parquetFileV1 } from '../support/parquetFileV1';
import { hostOf, smallDownload } from './downloadHost';
import { greyImages } from './downloadImages';

/** A busy machine takes several times as long as one at rest. */
const TIMEOUT_MS = amount(240_000, 1_200_000);
const MUTATIONS = amount(120, 2400);
/** Every so many bytes, a huge number is tried. */
const STRIDE = amount(7, 1);
const TRAINING = 60;
const grey = greyImages(TRAINING, 10);
const PIXELS = 28 * 28;
/** Some numbers of 31 and 32 bits, as parquet spells them. */
const HUGE = [
  [254, 255, 255, 255, 7],
  [255, 255, 255, 255, 15],
  [128, 128, 128, 128, 8],
];

describe.each([
  ['pages of version 1, as Arrow writes them', parquetFileV1],
  ['pages of version 2', parquetFile],
])('%s', (_, write) => {
  const { download, files } = smallDownload(grey.training, grey.validation, [28, 28, 1], 16, write);
  const original = files.get(download.training.url)!;

  /** Reads the file in place of the training part; anything but a whole data set or a plain refusal fails the test. */
  async function outcome(file: Uint8Array): Promise<'read' | 'refused'> {
    const host = hostOf(new Map(files).set(download.training.url, file));
    try {
      const { training } = await loadFrom(download, { fetch: host.fetch });
      expect(training.count).toBe(TRAINING);
      expect(training.images.length).toBe(TRAINING * PIXELS);
      expect(Math.max(...training.labels)).toBeLessThan(10);
      return 'read';
    } catch (error) {
      if (error instanceof DataError || error instanceof DownloadError) return 'refused';
      throw error;
    }
  }

  test('the file itself is read', async () => {
    expect(await outcome(original)).toBe('read');
  });

  test(
    `${MUTATIONS} damaged files are read or refused, and nothing else happens`,
    async () => {
      const counts = { read: 0, refused: 0 };
      for (let seed = 0; seed < MUTATIONS; seed++) {
        const random = createRandom(seed, 'damaged parquet file');
        const damage = damages[seed % damages.length]!;
        counts[await outcome(damage(original.slice(), random))]++;
      }
      expect(counts.read + counts.refused).toBe(MUTATIONS);
      expect(counts.refused).toBeGreaterThan(MUTATIONS / 2);
    },
    TIMEOUT_MS,
  );
});

describe.each([
  ['version 1', parquetFileV1],
  ['version 2', parquetFile],
])('pages of %s', (_, write) => {
  const blank = (count: number) => ({
    count,
    images: new Uint8Array(count * PIXELS),
    labels: new Uint8Array(count),
  });
  const { download, files } = smallDownload(blank(20), blank(10), [28, 28, 1], 20, write);
  const original = files.get(download.training.url)!;

  // With no check of runs and lengths, some of these fill the memory or take for ever.
  test(
    'a huge number at any byte',
    async () => {
      const refused: number[] = [];
      for (let at = 0; at < original.length - 5; at += STRIDE) {
        const file = original.slice();
        file.set(HUGE[at % HUGE.length]!, at);
        const { fetch } = hostOf(new Map(files).set(download.training.url, file));
        await loadFrom(download, { fetch }).catch((error) => {
          expect(error).toBeInstanceOf(DataError);
          refused.push(at);
        });
      }
      expect(refused.length).toBeGreaterThan(original.length / STRIDE / 2);
    },
    TIMEOUT_MS,
  );
});

type Damage = (file: Uint8Array, random: Random) => Uint8Array;

/** The last bytes hold the footer; the first of a chunk hold page headers, levels and dictionary indices. */
const FOOTER_BYTES = 1200;

const damages: readonly Damage[] = [
  (file, random) => file.subarray(0, random.integer(file.length)),
  (file, random) => file.subarray(random.integer(file.length)),
  (file, random) => flipped(file, random, 0, 1),
  (file, random) => flipped(file, random, 0, 20),
  (file, random) => flipped(file, random, file.length - FOOTER_BYTES, 1),
  (file, random) => flipped(file, random, file.length - FOOTER_BYTES, 5),
  (file, random) => filled(file, random, 255),
  (file, random) => filled(file, random, 0),
  moved,
  hugeVarint,
  (file, random) => footerLength(file, random.bits()),
  (file, random) => footerLength(file, random.integer(file.length)),
];

function flipped(file: Uint8Array, random: Random, from: number, count: number): Uint8Array {
  for (let i = 0; i < count; i++) file[from + random.integer(file.length - from)]! ^= 1 << random.integer(8);
  return file;
}

function filled(file: Uint8Array, random: Random, value: number): Uint8Array {
  const from = random.integer(file.length);
  return file.fill(value, from, from + 1 + random.integer(40));
}

function moved(file: Uint8Array, random: Random): Uint8Array {
  return file.copyWithin(
    random.integer(file.length),
    random.integer(file.length),
    random.integer(file.length),
  );
}

/** A huge number where a size or a count may stand. */
function hugeVarint(file: Uint8Array, random: Random): Uint8Array {
  file.set(HUGE[random.integer(HUGE.length)]!, random.integer(file.length - 5));
  return file;
}

function footerLength(file: Uint8Array, length: number): Uint8Array {
  new DataView(file.buffer).setUint32(file.length - 8, length, true);
  return file;
}
