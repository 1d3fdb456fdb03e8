/** A model that the user brings: a tf.LayersModel with its weights. */

import type * as tf from '@tensorflow/tfjs';
import type { ImageShape } from '../data/dataset';
import { decodeText } from '../data/decodeText';
import { baseName } from '../data/formats/entry';
import type { NamedBytes, PictureFit } from '../data/loadOptions';
import type { MapShape, NetworkGraph } from '../math/network/graph';
import type { Message } from '../words/catalogue';
import { formats, message, say } from '../words/say';
import { type Architecture, findArchitecture } from './architectures';
import { CheckpointError, type DecodedCheckpoint, rebuild } from './checkpoint';
import { checkSize } from './checkTopology';
import { readLayerWeights } from './layersModel';
import { ModelError } from './modelError';
import { bytesOfWeight, type ModelJson, readModelJson, UnreadableModel, weightBytes } from './modelJson';
import { bodyInput, bodyWidth, type OwnBody } from './own/body';
import { buildOwn, type FindWeight } from './own/buildOwn';
import { findModel } from './own/findModel';
import { type PlainModel, readPlainLayers } from './own/plainLayers';
import type { InputScaling, ModelScaling } from './own/scaling';
import { pictureFitOf, splitHead } from './own/splitHead';
import { decodeWeights } from './own/weights';
import { readGraph } from './readGraph';
import { readTorch, torchFiles } from './torch/readTorch';
import type { TrainingRequest } from './trainingRequest';

export interface OwnModel {
  readonly architecture: Architecture;
  /** Flat, in the layout of its graph. */
  readonly parameters: Float32Array;
  /** What its own first layers do with the pixels; null: nothing. */
  readonly scaling: InputScaling | null;
  /** What of the files was left out or made into something else, and why. */
  readonly notes: readonly Message[];
  /** The part before the architecture, of a model for large images; null: the architecture is the whole model. */
  readonly body: OwnBody | null;
}

/**
 * Reads a model.json and the weight files that it names, or weights of PyTorch; other files beside them are left alone.
 * @param shape of the images that it is to take: free sizes and flat inputs take theirs; null: not known
 * @throws CheckpointError when a file is missing, damaged or of another kind; ModelError that names the layer which the lab cannot take
 */
export async function readOwnModel(
  files: readonly NamedBytes[],
  training: TrainingRequest,
  shape: ImageShape | null,
): Promise<OwnModel> {
  if (torchFiles(files).length > 0) return readTorchModel(files, training, shape);
  const { description, others } = findModel(files);
  const read = parseModel(decodeText(description.bytes));
  const shards = findShards(read, others);
  const bytes = joinShards(read, shards);
  const specs = read.weightsManifest.flatMap((group) => group.weights);
  const weights = decodeWeights(specs, bytes, bytesOfWeight);
  try {
    const plain = readPlainLayers(read.modelTopology);
    const name = nameOf(description, /(\/?model)?\.json$/i);
    const built = pictureFitOf(plain)
      ? await readWithBody(plain, weights.find, name, training)
      : await readWhole(plain, weights.find, name, training, shape);
    return { ...built, notes: [...built.notes, ...notesOfFiles(files, [description, ...shards])] };
  } finally {
    weights.dispose();
  }
}

async function readWhole(
  plain: PlainModel,
  find: FindWeight,
  name: string,
  training: TrainingRequest,
  shape: ImageShape | null,
): Promise<OwnModel> {
  const { model, scaling, notes } = await buildOwn(plain, find, shape);
  try {
    const parameters = await readLayerWeights(model);
    return {
      architecture: ownArchitecture(name, readEnds(model, parameters), rebuild(model), training),
      parameters,
      scaling,
      notes,
      body: null,
    };
  } finally {
    model.dispose();
  }
}

/** The shape that a model takes. @throws ModelError where it has one output alone, which is no class of several, or weights that are no numbers */
function readEnds(model: tf.LayersModel, parameters: Float32Array): MapShape {
  const graph = readGraph(model);
  if (graph.nodes.at(-1)!.shape[2] === 1) throw new ModelError('model.refused.oneOutput');
  checkFinite(graph, parameters);
  return graph.nodes[0]!.shape;
}

/** @throws ModelError that names the first weight which is no finite number: a training that ran away leaves such */
function checkFinite({ weights }: NetworkGraph, parameters: Float32Array): void {
  const at = parameters.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return;
  const { name } = weights.find(({ offset, size }) => at >= offset && at < offset + size)!;
  throw new ModelError('model.refused.notFinite', { weight: name, value: String(parameters[at]) });
}

/** A model for large images: its head, on what its body makes of them. */
async function readWithBody(
  plain: PlainModel,
  find: FindWeight,
  name: string,
  training: TrainingRequest,
): Promise<OwnModel> {
  const split = splitHead(plain);
  const { model, scaling, notes } = await buildOwn(split.body, find, null);
  try {
    const body = { graph: readGraph(model), parameters: await readLayerWeights(model) };
    checkFinite(body.graph, body.parameters);
    const width = bodyWidth(body);
    const head = await readWhole(split.headFor(width), find, name, training, null);
    const parameters = formats.whole(body.graph.parameterCount);
    const note = message('model.notes.body', { takes: bodyInput(body), width, parameters });
    return { ...head, scaling, notes: [note, ...notes, ...head.notes], body };
  } finally {
    model.dispose();
  }
}

/**
 * The pictures that a model among files takes, where these are larger than the lab's images are otherwise; null too where the files are no model that it takes.
 */
export function picturesFor(files: readonly NamedBytes[]): PictureFit | null {
  try {
    const { description } = findModel(files);
    const { modelTopology } = parseModel(decodeText(description.bytes));
    return pictureFitOf(readPlainLayers(modelTopology));
  } catch {
    // What is wrong is said when the model is read.
    return null;
  }
}

async function readTorchModel(
  files: readonly NamedBytes[],
  training: TrainingRequest,
  shape: ImageShape | null,
): Promise<OwnModel> {
  const { model, parameters, file, notes } = readTorch(files, shape);
  try {
    const name = nameOf(file, /\.\w+$/);
    return {
      architecture: ownArchitecture(name, readEnds(model, parameters), rebuild(model), training),
      parameters,
      scaling: null,
      notes,
      body: null,
    };
  } finally {
    model.dispose();
  }
}

function nameOf({ name }: NamedBytes, ending: RegExp): string {
  return name.replace(ending, '').slice(-longestOwnName) || say('model.unnamedOwnModel');
}

function parseModel(text: string): ModelJson {
  try {
    return readModelJson(text, checkSize);
  } catch (cause) {
    if (!(cause instanceof UnreadableModel)) throw cause;
    throw new CheckpointError('model.checkpoint.noModel', { reason: cause.reason }, { cause });
  }
}

/**
 * The architecture of a checkpoint: of the table, or the user's own as the file has it.
 * @param training what a model of the user's own is trained by further
 * @throws SaidError when the table has no such model
 */
export function architectureOf(
  { card, architecture }: DecodedCheckpoint,
  training: TrainingRequest,
): Architecture {
  if (card.model !== 'own') return findArchitecture(card.model);
  const name = card.modelName.replace(ownSuffix, '');
  return { ...ownArchitecture(name, card.data.shape, architecture.build, training), ...scalingOf(card) };
}

/** The scaling that a card names; cards of before there were scalings have that of the data. */
function scalingOf({
  scaling,
}: {
  readonly scaling?: ModelScaling | undefined;
}): Pick<Architecture, 'scaling'> {
  return scaling ? { scaling } : {};
}

/** Characters of the name of a user's model, which comes from the name of its file. */
const longestOwnName = 200;

/** What marks a name as that of the user's own model. */
const ownSuffix = ' (your model)';

/** An entry of the table of models for one that the user brought. */
function ownArchitecture(
  name: string,
  shape: readonly number[],
  build: Architecture['build'],
  training: TrainingRequest,
): Architecture {
  const [height, width, channels] = shape as [number, number, number];
  const takes = [height, width, channels] as const;
  return {
    id: 'own',
    name: `${name}${ownSuffix}`,
    description: message('model.ownModel', { height, width, channels }),
    takes: (input) => takes.every((size, i) => size === input[i]),
    madeFor: 'any',
    build,
    training,
  };
}

/** Files that the model does not name do no harm, and are named. */
function notesOfFiles(files: readonly NamedBytes[], used: readonly NamedBytes[]): Message[] {
  const names = files.filter((file) => !used.includes(file)).map(({ name }) => name);
  return names.length > 0 ? [message('model.notes.files', { names })] : [];
}

/**
 * The weight files, in the order of the manifest; one that has another name is known by its size where no other file is left.
 * @throws CheckpointError where one is missing
 */
function findShards(model: ModelJson, files: readonly NamedBytes[]): NamedBytes[] {
  const paths = model.weightsManifest.flatMap(({ paths: own }) => [...own]);
  return paths.map((path) => {
    const file =
      files.find(({ name }) => baseName(name) === baseName(path)) ??
      onlyOfSize(files, paths, weightBytes(model));
    if (!file) throw new CheckpointError('model.checkpoint.missingWeights', { path });
    return file;
  });
}

/**
 * Their bytes, one after another.
 * @throws CheckpointError where they have another size in all than the model's weights
 */
function joinShards(model: ModelJson, shards: readonly NamedBytes[]): Uint8Array {
  const wanted = weightBytes(model);
  const found = shards.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (found !== wanted) {
    const reason = { kind: 'weightBytes', wanted, found } as const;
    throw new CheckpointError('model.checkpoint.noModel', { reason });
  }
  const joined = new Uint8Array(found);
  let offset = 0;
  for (const { bytes } of shards) {
    joined.set(bytes, offset);
    offset += bytes.length;
  }
  return joined;
}

function onlyOfSize(
  files: readonly NamedBytes[],
  paths: readonly string[],
  size: number,
): NamedBytes | undefined {
  const fitting = files.filter(({ bytes }) => bytes.length === size);
  return paths.length === 1 && fitting.length === 1 ? fitting[0] : undefined;
}
