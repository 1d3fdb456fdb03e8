/** The text of a model.json of a tf.LayersModel, checked before TensorFlow.js sees it: its errors are not for people, and it has no limits. */

import * as v from 'valibot';
import type { Unreadable } from '../words/expected';
import { checkTopology } from './checkTopology';
import { parseOptional } from './schema/parse';
import { list, name, number, type Plain, whole } from './schema/plain';
import { tryPlain } from './schema/read';

/** Most bytes of a model.json: a thousand layers take about half a megabyte. */
export const longestModelJson = 16 * 2 ** 20;

/** Bytes of a number. */
const widths = {
  float32: 4,
  int32: 4,
  bool: 1,
  float16: 2,
  uint16: 2,
  uint8: 1,
  uint32: 4,
  int64: 8,
} as const;

const weightSchema = v.looseObject({
  name,
  shape: list(whole(0, 2 ** 31 - 1), 0, 16),
  dtype: v.picklist(['float32', 'int32', 'bool', 'uint32', 'int64']),
  quantization: v.optional(
    v.looseObject({
      dtype: v.picklist(['float16', 'uint16', 'uint8']),
      scale: v.optional(number()),
      min: v.optional(number()),
    }),
  ),
});

const modelJsonSchema = v.object({
  modelTopology: v.looseObject({}),
  weightsManifest: list(
    v.object({ paths: list(name, 0, 10_000), weights: list(weightSchema, 0, 10_000) }),
    0,
    10_000,
  ),
});

export type ModelJson = Plain<typeof modelJsonSchema>;

/** A model.json that cannot be read, and why. */
export class UnreadableModel extends Error {
  override readonly name = 'UnreadableModel';

  constructor(readonly reason: Unreadable) {
    super(reason.kind);
  }
}

/**
 * Reads a model.json: its topology holds what the layers read, and is small enough for TensorFlow.js.
 * @param check what is asked of its topology
 * @throws UnreadableModel
 */
export function readModelJson(text: string, check = checkTopology): ModelJson {
  if (text.length > longestModelJson) {
    throw new UnreadableModel({ kind: 'tooLong', bytes: text.length, most: longestModelJson });
  }
  const read = tryPlain(modelJsonSchema, parse(text));
  if ('wrong' in read) throw new UnreadableModel({ kind: 'field', ...read.wrong });
  const problem = check(read.value.modelTopology);
  if (problem) throw new UnreadableModel(problem);
  return read.value;
}

function parse(text: string): unknown {
  const value = parseOptional(text);
  if (value === undefined) throw new UnreadableModel({ kind: 'noJson' });
  return value;
}

/** The bytes that all its weights take, in the files. */
export function weightBytes({ weightsManifest }: ModelJson): number {
  return weightsManifest
    .flatMap(({ weights }) => weights)
    .reduce((sum, weight) => sum + bytesOfWeight(weight), 0);
}

/** The bytes that a weight takes. */
export function bytesOfWeight({
  shape,
  dtype,
  quantization,
}: ModelJson['weightsManifest'][number]['weights'][number]): number {
  return shape.reduce((product, size) => product * size, 1) * widths[quantization?.dtype ?? dtype];
}
