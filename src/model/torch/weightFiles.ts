/**
 * Weights by their names in PyTorch's layout, as two plain formats hold them:
 * .npz of NumPy, a zip with an array NAME.npy for each tensor; and .safetensors (github.com/huggingface/safetensors): 8 bytes with the length of a header, the
 * header, {"NAME": {"dtype": "F32", "shape": [...], "data_offsets": [from, to]}, ...} as JSON, and the numbers, little-endian and row-major.
 */

import { zipSync } from 'fflate';
import { NUMBER_TYPES } from '../../data/formats/arrays/numberTypes';
import { createBudget, LIMITS } from '../../data/formats/limits';
import { parseNpy } from '../../data/formats/npy';
import { isZip, zipEntries } from '../../data/formats/zip';
import type { NamedBytes } from '../../data/loadOptions';
import { CheckpointError } from '../checkpointError';
import { membersOf } from '../own/plainLayers';
import { parseOptional } from '../schema/parse';
import type { StateDict, TorchTensor } from './stateDict';

/** A tensor to be written. */
export interface NamedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float32Array;
}

const weightArray = /\.weight\.npy$/;
/** Bytes of the header of a .safetensors file; the format's own limit is 100 MB. */
const longestHeader = 16 * 2 ** 20;

/** Whether a file holds weights by name as arrays of NumPy. */
export function isWeightsNpz({ name, bytes }: NamedBytes): boolean {
  return (
    isZip(bytes) &&
    zipEntries(bytes, name, createBudget(LIMITS)).some((entry) => weightArray.test(entry.name))
  );
}

/** Whether a file is one of safetensors, by its first bytes. */
export function isSafetensors({ bytes }: NamedBytes): boolean {
  const length = headerLength(bytes);
  return length !== null && bytes[8] === 0x7b;
}

/** @throws CheckpointError where there is no weight; DataError where the file is damaged */
export function readWeightsNpz({ name, bytes }: NamedBytes): StateDict {
  const entries = zipEntries(bytes, name, createBudget(LIMITS)).filter((entry) =>
    entry.name.endsWith('.npy'),
  );
  const tensors = entries.map((entry) => {
    const place = `${entry.name} in ${name}`;
    const array = parseNpy(entry.read(), place);
    if (array.kind === 'text') throw new CheckpointError('model.checkpoint.torch.noNumbers', { file: place });
    const { shape, length, at } = array;
    return [
      entry.name.slice(0, -'.npy'.length),
      { shape, read: () => Float32Array.from({ length }, (_, i) => at(i)) },
    ] as const;
  });
  return new Map(tensors);
}

/** The weights as an .npz, as numpy.savez writes it; read back bit for bit. */
export function writeWeightsNpz(tensors: readonly NamedTensor[]): Uint8Array<ArrayBuffer> {
  const files = tensors.map(({ name, shape, values }) => [`${name}.npy`, writeNpy(shape, values)] as const);
  return zipSync(Object.fromEntries(files), { level: 0 }) as Uint8Array<ArrayBuffer>;
}

/** NPY, version 1: the header ends at a multiple of 64 bytes. */
function writeNpy(shape: readonly number[], values: Float32Array): Uint8Array {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${sizes}), }`;
  const length = Math.ceil((10 + header.length + 1) / 64) * 64 - 10;
  const bytes = new Uint8Array(10 + length + values.byteLength);
  bytes.set([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, length & 255, length >> 8]);
  bytes.set(new TextEncoder().encode(`${header.padEnd(length - 1)}\n`), 10);
  bytes.set(bytesOf(values), 10 + length);
  return bytes;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** What numbers are called there, by our names of them. */
const dtypes: Readonly<Record<string, string>> = {
  F64: 'f8',
  F32: 'f4',
  F16: 'f2',
  BF16: 'bf2',
  I64: 'i8',
  I32: 'i4',
  I16: 'i2',
  I8: 'i1',
  U8: 'u1',
  BOOL: 'b1',
};

/** The length of the header; null where the file is too short for it. */
function headerLength(bytes: Uint8Array): number | null {
  if (bytes.length < 10) return null;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  return length >= 2n && length <= BigInt(Math.min(longestHeader, bytes.length - 8)) ? Number(length) : null;
}

/** @throws CheckpointError where the header is none, or names numbers that are not there */
export function readSafetensors({ name: file, bytes }: NamedBytes): StateDict {
  const length = headerLength(bytes) ?? 0;
  const header = membersOf(parseOptional(new TextDecoder().decode(bytes.subarray(8, 8 + length))));
  if (!header) throw new CheckpointError('model.checkpoint.torch.noHeader', { file });
  const content = bytes.subarray(8 + length);
  const names = Object.keys(header).filter((name) => name !== '__metadata__');
  return new Map(names.map((name) => [name, tensorOf(header[name], content, { file, name })]));
}

function tensorOf(
  value: unknown,
  content: Uint8Array,
  place: { readonly file: string; readonly name: string },
): TorchTensor {
  const { dtype, shape, data_offsets: offsets } = membersOf(value) ?? {};
  const type = NUMBER_TYPES[Object.hasOwn(dtypes, String(dtype)) ? dtypes[String(dtype)]! : ''];
  const areCounts = (values: unknown): values is number[] =>
    Array.isArray(values) && values.every((each) => Number.isSafeInteger(each) && each >= 0);
  if (!type || !areCounts(shape) || !areCounts(offsets) || offsets.length !== 2) {
    throw new CheckpointError('model.checkpoint.torch.noTensor', place);
  }
  const [from, to] = offsets as [number, number];
  const count = shape.reduce((product, size) => product * size, 1);
  if (to > content.length || to - from !== count * type.sizeBytes) {
    throw new CheckpointError('model.checkpoint.torch.otherLength', place);
  }
  const view = new DataView(content.buffer, content.byteOffset + from, to - from);
  const at = (i: number) => type.read(view, i * type.sizeBytes, true);
  return { shape, read: () => Float32Array.from({ length: count }, (_, i) => at(i)) };
}

/** The weights as a .safetensors file. @param metadata texts by name, which every reader of the format passes on */
export function writeSafetensors(
  tensors: readonly NamedTensor[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  let end = 0;
  const rows = tensors.map(({ name, shape, values }) => {
    const from = end;
    end += values.byteLength;
    return [name, { dtype: 'F32', shape, data_offsets: [from, end] }] as const;
  });
  const json = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(rows) });
  const text = new TextEncoder().encode(json);
  // The numbers begin at a multiple of 8 bytes; the header is filled up with blanks.
  const length = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + length + end).fill(0x20, 8, 8 + length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(text, 8);
  for (const [i, [, { data_offsets }]] of rows.entries()) {
    bytes.set(bytesOf(tensors[i]!.values), 8 + length + data_offsets[0]!);
  }
  return bytes;
}
