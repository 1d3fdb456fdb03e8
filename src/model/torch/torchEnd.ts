/** How a described Sequential ends: in logits, a softmax, or sigmoids, one or many. */

import type { Message } from '../../words/catalogue';
import { message } from '../../words/say';
import type { Sequential } from './description';
import type { TorchLayer } from './placeWeights';
import type { TorchTensor } from './stateDict';

/** A description and the layers of a file, and what a person should know of their end. */
export interface SettledEnd {
  readonly sequential: Sequential;
  readonly layers: readonly TorchLayer[];
  readonly notes: readonly Message[];
}

/**
 * One sigmoid at the end becomes two outputs -z/2 and z/2, which have by softmax the probabilities 1 - sigmoid(z) and sigmoid(z), and its binary
 * cross-entropy is theirs; all else stays.
 */
export function settleEnd(sequential: Sequential, layers: readonly TorchLayer[]): SettledEnd {
  const at = sequential.layers.findLastIndex(({ type }) => !/Dropout|Identity/.test(type));
  const end = sequential.layers[at]!.type;
  const last = lastLinear(sequential, layers);
  const layer = last?.name || 'layer';
  if (end === 'Softmax' || end === 'LogSoftmax')
    return { sequential, layers, notes: [message('model.notes.softmax', { layer })] };
  if (end !== 'Sigmoid') return { sequential, layers, notes: [] };
  if (last?.tensors.get('weight')?.shape[0] !== 1) {
    return { sequential, layers, notes: [message('model.notes.sigmoids', { layer })] };
  }
  return {
    sequential: { ...sequential, layers: sequential.layers.with(at, { type: 'Softmax' }) },
    layers: layers.map((each) => (each === last ? withTwoOutputs(each) : each)),
    notes: [message('model.notes.oneSigmoid', { layer })],
  };
}

/** The layer of the file that the last Linear of the description has. */
function lastLinear(sequential: Sequential, layers: readonly TorchLayer[]): TorchLayer | undefined {
  const described = sequential.layers.findLast((layer) => layer.type === 'Linear');
  const wanted = described && 'name' in described ? described.name : undefined;
  return wanted === undefined ? layers.at(-1) : layers.find(({ name }) => name === wanted);
}

function withTwoOutputs({ name, tensors }: TorchLayer): TorchLayer {
  return { name, tensors: new Map([...tensors].map(([part, tensor]) => [part, twice(tensor)])) };
}

function twice(tensor: TorchTensor): TorchTensor {
  return {
    shape: [2, ...tensor.shape.slice(1)],
    read() {
      const values = tensor.read();
      return Float32Array.from([...values.map((value) => -value / 2), ...values.map((value) => value / 2)]);
    },
  };
}
