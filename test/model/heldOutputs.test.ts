import { beforeAll, describe, expect, it } from 'vitest';
import type { MapShape } from '../../src/math/network/graph';
import { findArchitecture } from '../../src/model/architectures';
import { type Compute, measureMemory } from '../../src/model/compute';
import { evaluateSet, evaluateWithGradient } from '../../src/model/evaluation';
import { createHeldOutputs } from '../../src/model/heldOutputs';
import { createNetwork, initialParameters, type Network } from '../../src/model/network';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset } from '../support/smallDataset';
import { normalised, twoLayers } from './smallModels';

const shape: MapShape = [16, 16, 1];
const dataset = makeSmallDataset(50, 20, shape);
const included = Uint8Array.from({ length: 50 }, (_, i) => (i % 7 === 3 ? 0 : 1));

/** All that an evaluation of both sets says; batches of 16, so that the last one is short. */
async function evaluate(network: Network, parameters: Float32Array, isHeld: boolean) {
  const options = isHeld ? { parameters } : {};
  network.setParameters(parameters);
  return [
    await evaluateWithGradient(network, dataset, dataset.training, included, {}, options),
    await evaluateSet(network, dataset, dataset.validation, {}, options),
  ];
}

/** Counts the outputs of layers that were taken from the store. */
function countKnown(network: Network): { readonly network: Network; taken: number } {
  const counted = { network, taken: 0 };
  const open: Network['held']['open'] = (set, parameters) => {
    const pass = network.held.open(set, parameters);
    return {
      batch(piece) {
        const batch = pass.batch(piece);
        return {
          ...batch,
          known(node) {
            const output = batch.known(node);
            if (output && node > 0) counted.taken += 1;
            return output;
          },
        };
      },
    };
  };
  counted.network = { ...network, batchRows: 16, held: { ...network.held, open } };
  return counted;
}

describe.each(['wasm', 'cpu', 'webgpu'] as const)('outputs that are kept on %s', (backend) => {
  let compute: Compute;
  beforeAll(async () => {
    compute = await openTestCompute(backend);
  });

  it.each([
    ['two layers', twoLayers(12)],
    ['LeNet', findArchitecture('mnist-cnn')],
    ['a batch-normalised net', normalised],
  ] as const)('give the same bits, whichever weight changes: %s', async (_, architecture) => {
    const counted = countKnown(createNetwork(architecture, shape, 3));
    const { network } = counted;
    const parameters = initialParameters(network.graph, 5);
    await evaluate(network, parameters, true);
    expect(counted.taken).toBe(0);
    // From the last weight tensor to the first: less and less is known.
    const taken: number[] = [];
    for (const { offset, size } of [...network.graph.weights].reverse()) {
      parameters[offset + (size >> 1)]! += 0.25;
      counted.taken = 0;
      const held = await evaluate(network, parameters, true);
      taken.push(counted.taken);
      expect(held).toEqual(await evaluate(network, parameters, false));
    }
    expect(taken[0]).toBeGreaterThan(taken.at(-1)!);
    expect(taken).toEqual(taken.toSorted((a, b) => b - a));
    network.dispose();
  });

  it('are all that is kept, and go with the network', async () => {
    const before = measureMemory(compute).tensors;
    const network = createNetwork(twoLayers(12), shape, 3);
    const parameters = initialParameters(network.graph, 5);
    await evaluate(network, parameters, true);
    const { tensors } = measureMemory(compute);
    // One batch of each set: the input and the two layers, beside the four weights.
    expect(tensors - before).toBe(4 + 2 * 3);
    parameters[0]! += 1;
    await evaluate(network, parameters, true);
    expect(measureMemory(compute).tensors).toBe(tensors);
    network.dispose();
    expect(measureMemory(compute).tensors).toBe(before);
  });
});

describe('room for outputs', () => {
  it('goes to the layers with the widest inputs first, and to no more than fits', async () => {
    const compute = await openTestCompute('cpu');
    const before = measureMemory(compute).tensors;
    const network = createNetwork(twoLayers(12), shape, 3);
    // The hidden layer of the training set (12 values an image) fits; neither its logits (3) nor its pixels (256) do.
    const small = { ...network, held: createHeldOutputs(network.graph, 50 * 12 + 2) };
    const parameters = initialParameters(network.graph, 5);
    const held = await evaluate(small, parameters, true);
    expect(measureMemory(compute).tensors - before).toBe(4 + 1);
    expect(held).toEqual(await evaluate(network, parameters, false));
    small.held.dispose();
    network.dispose();
  });
});
