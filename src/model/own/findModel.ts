/** Which of the chosen files are a tf.LayersModel; other files of models are told apart, and answered with what converts them. */

import { decodeText } from '../../data/decodeText';
import { baseName, HEAD_BYTES } from '../../data/formats/entry';
import { otherFormat as dataFormat } from '../../data/formats/otherFormat';
import { isPickle } from '../../data/formats/pickle';
import type { NamedBytes } from '../../data/loadOptions';
import { CheckpointError } from '../checkpointError';
import { longestModelJson } from '../modelJson';
import { parseOptional } from '../schema/parse';
import { membersOf } from './plainLayers';

/** Files that no program of a person's has made: of the system, or of a zip. */
function isHidden(path: string): boolean {
  const parts = path.split('/');
  return (
    parts.some((part) => part.startsWith('.') || part === '__MACOSX') ||
    /^(thumbs\.db|desktop\.ini)$/i.test(parts.at(-1)!)
  );
}

/** The description of a model among files, and the files that may be its weights. */
export interface FoundModel {
  readonly description: NamedBytes;
  readonly others: readonly NamedBytes[];
}

/**
 * Finds the one JSON file that describes a model; metadata, names of classes and hidden files do no harm.
 * @throws CheckpointError that says what the files are instead, or which models there are several of
 */
export function findModel(files: readonly NamedBytes[]): FoundModel {
  const seen = files.filter(({ name }) => !isHidden(name));
  const json = seen.filter(({ name, bytes }) => /\.json$/i.test(name) || startsAsObject(bytes));
  const described = json.map((file) => ({ file, kind: kindOfJson(file) }));
  const found = described.filter(({ kind }) => kind === 'layers').map(({ file }) => file);
  if (found.length > 1) {
    throw new CheckpointError('model.checkpoint.severalModels', { names: found.map(({ name }) => name) });
  }
  const [description] = found;
  if (description) return { description, others: seen.filter((file) => file !== description) };
  const graph = described.find(({ kind }) => kind === 'graph');
  if (graph) throw new CheckpointError('model.checkpoint.graphModel', { file: graph.file.name });
  const isKeras = seen.some(({ name }) => /(^|\/)model\.weights\.h5$/.test(name)) && json.length > 0;
  for (const { name, bytes } of seen) {
    const found = otherFormat(name, bytes);
    const format = found === 'h5Weights' && isKeras ? 'keras' : found;
    if (format) throw new CheckpointError('model.checkpoint.otherFormat', { file: name, format });
  }
  const empty = seen.find(({ bytes }) => bytes.length === 0);
  if (empty) throw new CheckpointError('model.checkpoint.emptyFile', { file: empty.name });
  const broken = described.find(
    ({ file, kind }) => kind === 'broken' && /model[^/]*\.json$/i.test(file.name),
  );
  const only = broken ?? (json.length === 1 ? described[0] : undefined);
  if (only) return { description: only.file, others: seen.filter((file) => file !== only.file) };
  throw new CheckpointError('model.checkpoint.noModelJson', {
    names: files.slice(0, mostNames).map(({ name }) => name),
  });
}

/** So many names are worth telling. */
const mostNames = 8;

function startsAsObject(bytes: Uint8Array): boolean {
  return (
    bytes[0] === 0x7b &&
    bytes.length <= longestModelJson &&
    decodeText(bytes.subarray(0, 4096)).includes('modelTopology')
  );
}

function kindOfJson({ bytes }: NamedBytes): 'layers' | 'graph' | 'other' | 'broken' {
  if (bytes.length > longestModelJson) return 'broken';
  const value = membersOf(parseOptional(decodeText(bytes)));
  if (!value) return 'broken';
  const topology = membersOf(value.modelTopology);
  if (value.format === 'graph-model' || Array.isArray(topology?.node)) return 'graph';
  return topology ? 'layers' : 'other';
}

/** Formats of models that are not those of TensorFlow.js. */
export const otherFormats = [
  'keras',
  'h5',
  'h5Weights',
  'pytorch',
  'onnx',
  'tflite',
  'savedModel',
  'tensorflow',
  'pickle',
  'safetensors',
  'webPage',
  'pointer',
] as const;
export type OtherFormat = (typeof otherFormats)[number];

/** What a file of another format is, by its first bytes, and by its name where the bytes do not say it. */
export function otherFormat(name: string, bytes: Uint8Array): OtherFormat | null {
  const own = baseName(name).toLowerCase();
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 8));
  const isZip = head.startsWith('PK');
  const isHdf = bytes[0] === 0x89 && head.slice(1, 4) === 'HDF';
  if (isHdf) return own.endsWith('.weights.h5') ? 'h5Weights' : 'h5';
  const notItself = dataFormat({ name: '', head: bytes.subarray(0, HEAD_BYTES) });
  if (notItself === 'webPage' || notItself === 'pointer') return notItself;
  if (isZip && own.endsWith('.keras')) return 'keras';
  if (/\.(pt|pth|ckpt)$/.test(own) && (isZip || bytes[0] === 0x80)) return 'pytorch';
  if (head.slice(4, 8) === 'TFL3') return 'tflite';
  if (own.endsWith('.pb')) return 'savedModel';
  if (own.endsWith('.onnx') || isOnnx(bytes)) return 'onnx';
  if (/\.(index|data-\d+-of-\d+)$/.test(own)) return 'tensorflow';
  if (own.endsWith('.safetensors')) return 'safetensors';
  return isPickle(bytes) || /\.(pkl|pickle|joblib)$/.test(own) ? 'pickle' : null;
}

/** A message of protobuf that begins as ONNX has it: field 1, the version of 3 to 20, then 2, the name of the program that wrote it. */
function isOnnx(bytes: Uint8Array): boolean {
  const [field, version = 0, next, length = 0] = bytes;
  const name = new TextDecoder('latin1').decode(bytes.subarray(4, 4 + length));
  return (
    field === 8 && version >= 3 && version <= 20 && next === 0x12 && length > 1 && /^[\x20-\x7e]+$/.test(name)
  );
}
