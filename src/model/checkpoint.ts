/**
 * Trained weights on disk: a JSON card and a binary file. The binary file is four float32 vectors, little-endian, one after the
 * other, each in the flat layout of slices.ts: parameters and gradient at the end of the last epoch but one, parameters and
 * gradient at the end of the last.
 */

import type { TrainedWeights } from './training';

/** How weights came to be. */
export interface TrainingCard {
  readonly seed: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly momentum: number;
  /** L2 term, added to the gradient in each step (weights and biases), not to the reported loss. */
  readonly weightDecay: number;
  readonly trainingAccuracy: number;
  readonly validationAccuracy: number;
  readonly backend: 'webgpu' | 'wasm' | 'cpu';
}

export interface CheckpointCard extends TrainingCard {
  readonly format: 'lethe-checkpoint';
  readonly version: 1;
  readonly dataset: string;
  readonly model: string;
  /** Training images that these weights have seen. */
  readonly trainingCount: number;
  readonly parameterCount: number;
}

/** The name, without ending, under which the weights of a model for a data set are shipped. */
export function checkpointName(dataset: string, model: string): string {
  return `${dataset}--${model}`;
}

/** The bytes of the binary file. */
export function encodeWeights({ previous, last }: TrainedWeights): Uint8Array<ArrayBuffer> {
  const parts = [previous.parameters, previous.gradient, last.parameters, last.gradient];
  const floats = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    floats.set(part, offset);
    offset += part.length;
  }
  return new Uint8Array(floats.buffer);
}

/**
 * Reads a checkpoint back.
 * @throws Error that says what was expected and found, when the card is of another format or the file of another size
 */
export function decodeWeights(card: CheckpointCard, bytes: ArrayBuffer): TrainedWeights {
  if (card.format !== 'lethe-checkpoint' || card.version !== 1) {
    throw new Error(`expected a lethe-checkpoint of version 1, found ${card.format} ${card.version}`);
  }
  const count = card.parameterCount;
  if (bytes.byteLength !== 16 * count) {
    throw new Error(
      `the weights of ${card.model} need ${16 * count} bytes, and the file has ${bytes.byteLength}`,
    );
  }
  const part = (index: number) => new Float32Array(bytes, 4 * count * index, count);
  return {
    previous: { parameters: part(0), gradient: part(1) },
    last: { parameters: part(2), gradient: part(3) },
    trainingAccuracy: card.trainingAccuracy,
    validationAccuracy: card.validationAccuracy,
  };
}
