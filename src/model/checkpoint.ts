/**
 * Checkpoints: a trained model with all that unlearning needs of its training, as four files.
 *   model.json   topology and weight list, as tf.loadLayersModel reads them (weights in weights.bin)
 *   weights.bin  the weights, float32, or float16 by tfjs's own quantisation
 *   secant.bin   the secant pair of the training loss: s, then y, each in the layout of the flat vector, float32 or float16, little-endian; the
 *                numbers of float16 are to be multiplied by the card's scales
 *   card.json    what it was trained on and how, and how good it is
 */

import { Float16Array } from '@petamoriken/float16';
import * as tf from '@tensorflow/tfjs';
import { type Dataset, inputShapeOf } from '../data/dataset';
import type { Architecture } from './architectures';
import { type CheckpointCard, type DataCard, readCard, type TrainingCard } from './card';
import { CheckpointError } from './checkpointError';
import type { Compute } from './compute';
import { readLayerWeights, writeLayerWeights } from './layersModel';
import { makeProvenance } from './makeProvenance';
import { readModelJson, UnreadableModel, weightBytes } from './modelJson';
import type { Network } from './network';
import { readGraph } from './readGraph';
import { longestName } from './schema/plain';
import type { TrainedWeights } from './training';
import { recordTraining, type TrainingRecord, type TrainingRequest } from './trainingRequest';

export type { CheckpointCard, DataCard, TrainingCard } from './card';

export interface Checkpoint {
  readonly card: CheckpointCard;
  readonly modelJson: string;
  readonly weights: Uint8Array<ArrayBuffer>;
  readonly secant: Uint8Array<ArrayBuffer>;
}

export { CheckpointError } from './checkpointError';

/** The name under which the weights of a model for a data set are shipped. */
export function checkpointName(dataset: string, model: string): string {
  return `${dataset}--${model}`;
}

/**
 * The card of a training.
 * @param before what it went on from; absent: from fresh weights
 */
export function trainingCard(
  dataset: Dataset,
  request: TrainingRequest,
  weights: TrainedWeights,
  compute: Pick<Compute, 'backend'> & Partial<Compute>,
  before?: TrainingRecord,
): TrainingCard {
  const { epochs, trainingAccuracy, validationAccuracy } = weights;
  return {
    ...recordTraining(request, epochs, before),
    trainingAccuracy,
    validationAccuracy,
    backend: compute.backend,
    data: dataCard(dataset),
    provenance: makeProvenance(compute, { training: request.seed }),
  };
}

function dataCard(dataset: Dataset): DataCard {
  const { id, name, digest, classNames, training, validation } = dataset;
  // Names come from files, where they may be of any length.
  return {
    id,
    name: name.slice(0, longestName),
    digest,
    shape: inputShapeOf(dataset),
    classNames: classNames.map((className) => className.slice(0, longestName)),
    trainingCount: training.count,
    validationCount: validation.count,
  };
}

/** The four files of a trained network. */
export function encodeCheckpoint(
  network: Network,
  { parameters, secant }: Pick<TrainedWeights, 'parameters' | 'secant'>,
  training: TrainingCard,
  precision: CheckpointCard['precision'],
): Checkpoint {
  const { architecture, input, classes } = network;
  const model = architecture.build(input, classes);
  try {
    writeLayerWeights(model, network.graph, parameters);
    const specs = model.weights.map(({ originalName: name, shape }) => ({
      name,
      shape: shape as number[],
      dtype: 'float32' as const,
      ...(precision === 'float16'
        ? { quantization: { dtype: 'float16' as const, original_dtype: 'float32' as const } }
        : {}),
    }));
    const secantScale = { s: scaleOf(secant.s, precision), y: scaleOf(secant.y, precision) };
    return {
      card: {
        ...training,
        format: 'lethe-checkpoint',
        version: 3,
        model: architecture.id,
        modelName: architecture.name,
        parameterCount: network.parameterCount,
        precision,
        secantScale,
        ...(architecture.scaling ? { scaling: architecture.scaling } : {}),
      },
      modelJson: JSON.stringify({
        format: 'layers-model',
        generatedBy: `Lethe with TensorFlow.js tfjs-layers v${tf.version.tfjs}`,
        convertedBy: null,
        modelTopology: model.toJSON(null, false),
        weightsManifest: [{ paths: ['weights.bin'], weights: specs }],
      }),
      weights: pack(weightsInOrder(network, model, parameters), precision),
      secant: pack([scaled(secant.s, 1 / secantScale.s), scaled(secant.y, 1 / secantScale.y)], precision),
    };
  } finally {
    model.dispose();
  }
}

/** The parts of the flat vector in the order in which tfjs lists a model's weights: the trained ones first. */
function weightsInOrder({ graph }: Network, model: tf.LayersModel, parameters: Float32Array): Float32Array[] {
  const variables = model.layers.flatMap(({ weights }) => weights);
  return model.weights.map((variable) => {
    const { offset, size } = graph.weights[variables.indexOf(variable)]!;
    return parameters.subarray(offset, offset + size);
  });
}

/** Float16 has few digits below 6e-5, so the vectors of a secant pair are scaled to a largest entry of 1. */
function scaleOf(values: Float32Array, precision: CheckpointCard['precision']): number {
  if (precision === 'float32') return 1;
  return values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1;
}

function scaled(values: Float32Array, factor: number): Float32Array {
  return values.map((value) => value * factor);
}

function pack(
  parts: readonly Float32Array[],
  precision: CheckpointCard['precision'],
): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const all = precision === 'float16' ? new Float16Array(length) : new Float32Array(length);
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return new Uint8Array(all.buffer as ArrayBuffer);
}

/** A checkpoint read back: the architecture as the file has it, and the weights. */
export interface DecodedCheckpoint {
  readonly card: CheckpointCard;
  readonly architecture: Pick<Architecture, 'build'>;
  readonly weights: TrainedWeights;
}

/**
 * Reads a checkpoint back.
 * @throws FieldError where its card is not what a card is; CheckpointError that says what was expected and found; ModelError when the lab cannot take its layers
 */
export async function decodeCheckpoint(checkpoint: Checkpoint): Promise<DecodedCheckpoint> {
  const { secant } = checkpoint;
  const card = readCard(checkpoint.card, 'card.json');
  const width = card.precision === 'float16' ? 2 : 4;
  const wanted = 2 * width * card.parameterCount;
  if (secant.length !== wanted) {
    throw new CheckpointError('model.checkpoint.secantBytes', {
      model: card.modelName,
      expected: wanted,
      found: secant.length,
    });
  }
  const model = await loadModel(checkpoint.modelJson, checkpoint.weights);
  try {
    const { parameterCount } = readGraph(model);
    if (parameterCount !== card.parameterCount) {
      throw new CheckpointError('model.checkpoint.parameters', {
        expected: card.parameterCount,
        found: parameterCount,
      });
    }
    return {
      card,
      architecture: { build: rebuild(model) },
      weights: {
        parameters: await readLayerWeights(model),
        secant: readSecant(secant, card),
        epochs: card.epochs,
        trainingAccuracy: card.trainingAccuracy,
        validationAccuracy: card.validationAccuracy,
      },
    };
  } finally {
    model.dispose();
  }
}

/** @throws CheckpointError where it has a number that is not finite */
function readSecant(bytes: Uint8Array, { precision, parameterCount, secantScale }: CheckpointCard) {
  const both = unpack(bytes, precision);
  const pair = {
    s: scaled(both.subarray(0, parameterCount), secantScale.s),
    y: scaled(both.subarray(parameterCount), secantScale.y),
  };
  for (const [name, values] of Object.entries(pair)) {
    const place = values.findIndex((value) => !Number.isFinite(value));
    if (place < 0) continue;
    throw new CheckpointError('model.checkpoint.secantNotFinite', {
      vector: name,
      place,
      found: values[place]!,
    });
  }
  return pair;
}

function unpack(bytes: Uint8Array, precision: CheckpointCard['precision']): Float32Array {
  const { buffer } = bytes.slice();
  return precision === 'float16' ? Float32Array.from(new Float16Array(buffer)) : new Float32Array(buffer);
}

/**
 * Makes a tf.layers model from the text of a model.json and the bytes of all its weight files, one after another.
 * @throws CheckpointError when they are no such model, or do not belong together
 */
export async function loadModel(modelJson: string, weights: Uint8Array): Promise<tf.LayersModel> {
  try {
    const read = readModelJson(modelJson);
    const wanted = weightBytes(read);
    if (wanted !== weights.length) {
      throw new UnreadableModel({ kind: 'weightBytes', wanted, found: weights.length });
    }
    const weightSpecs = read.weightsManifest.flatMap((group) => group.weights);
    return await tf.loadLayersModel(
      tf.io.fromMemory({
        modelTopology: read.modelTopology,
        weightSpecs: weightSpecs as unknown as tf.io.WeightsManifestEntry[],
        weightData: weights.slice().buffer,
      }),
    );
  } catch (cause) {
    const reason = cause instanceof UnreadableModel ? cause.reason : ({ kind: 'refused' } as const);
    throw new CheckpointError('model.checkpoint.noModel', { reason }, { cause });
  }
}

/** A way to build a model's layers anew, without its weights. */
export function rebuild(model: tf.LayersModel): Architecture['build'] {
  const config = model.getConfig() as tf.serialization.ConfigDict;
  const type = model.constructor as unknown as {
    fromConfig(type: unknown, config: tf.serialization.ConfigDict): tf.LayersModel;
  };
  // tfjs takes the layers out of the configuration that it reads.
  return () => type.fromConfig(type, structuredClone(config));
}
