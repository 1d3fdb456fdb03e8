import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { DataError, reasonOf } from '../dataError';
import type { Dataset, ImageSet } from '../dataset';
import { withDigest } from '../digest';
import { gunzip } from '../formats/gunzip';
import { guardInMemory } from '../guardImages';
import type { LoadOptions } from '../loadOptions';
import type { PackedProvisions, PackedText } from './packedProvisions';
import { provisionsFacts, SHIPPED_PROVISIONS } from './provisionsFacts';
import { pieceFeatures } from './wordPieces';

type Options = Pick<LoadOptions, 'readShipped' | 'onProgress' | 'signal'>;

/**
 * The provisions that ship with the lab, from their one file.
 * @throws DataError naming the file when it is missing or damaged, or not what it should be; the signal's reason when that says stop
 */
export async function loadProvisions({
  readShipped = async () => null,
  onProgress,
  signal,
}: Options): Promise<Dataset> {
  const { fileName, bytes, digest } = SHIPPED_PROVISIONS;
  const file = await readShipped(fileName, signal).catch((cause: unknown) => {
    signal?.throwIfAborted();
    throw new DataError('data.wrong.shipped.unreachable', { fileName, reason: reasonOf(cause) }, { cause });
  });
  signal?.throwIfAborted();
  if (!file) throw new DataError('data.wrong.shipped.missing', { fileName });
  onProgress?.(0.5);
  const content = await gunzip(file, fileName, bytes);
  const found = bytesToHex(sha256(content));
  if (found !== digest)
    throw new DataError('data.wrong.shipped.content', { fileName, expected: digest, found });
  const packed: PackedProvisions = JSON.parse(new TextDecoder().decode(content));
  const dataset = unpack(packed);
  onProgress?.(1);
  return dataset;
}

/** The data set of what was packed. */
export function unpack(packed: PackedProvisions): Dataset {
  const { classes, pieces, parts } = packed;
  const setOf = (rows: readonly PackedText[]): ImageSet => {
    const texts = rows.map(([text]) => text);
    const labelSets = new Uint8Array(rows.length * classes.length);
    for (const [i, [, labels]] of rows.entries())
      for (const label of labels) labelSets[i * classes.length + label] = 1;
    return {
      count: rows.length,
      images: new Uint8Array(0),
      labels: Uint8Array.from(rows, ([, labels]) => labels[0]!),
      labelSets,
      features: pieceFeatures(texts, pieces),
      texts,
      origins: rows.map(([, , source]) => originOf(packed.sources[source]!)),
    };
  };
  return withDigest({
    ...provisionsFacts,
    text: { pieces },
    training: setOf(parts.training),
    validation: setOf(parts.validation),
    guard: guardInMemory('source', setOf(parts.guard)),
  });
}

/** The licence that a text was cut from, and whose it is where the licence says so. */
const originOf = ([id, name, holder]: PackedProvisions['sources'][number]): string =>
  holder === '' ? `${name} (${id})` : `${name} (${id}). ${holder}`;
