import { beforeAll, describe, expect, it } from 'vitest';
import { takeSamples } from '../../src/data/takeSamples';
import type { MapShape } from '../../src/math/network/graph';
import { findArchitecture } from '../../src/model/architectures';
import { type Compute, measureMemory } from '../../src/model/compute';
import { type DownstreamSource, openDownstream } from '../../src/model/downstream';
import { evaluateSet, evaluateWithGradient } from '../../src/model/evaluation';
import { createHeldOutputs, type HeldBatch } from '../../src/model/heldOutputs';
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

/** Counts the outputs of layers that were taken from the store, and those of which some units were computed. */
function countKnown(network: Network): { readonly network: Network; taken: number; renewed: number } {
  const counted = { network, taken: 0, renewed: 0 };
  const count = (batch: HeldBatch): HeldBatch => ({
    ...batch,
    known(node) {
      const output = batch.known(node);
      if (output && node > 0) counted.taken += 1;
      return output;
    },
    renew(node, compute) {
      const output = batch.renew(node, compute);
      if (output) counted.renewed += 1;
      return output;
    },
  });
  const open: Network['held']['open'] = (set, parameters) => {
    const pass = network.held.open(set, parameters);
    return {
      batch: (piece) => count(pass.batch(piece)),
      rows: (places, pieces) => count(pass.rows(places, pieces)),
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

  it.each([
    ['hidden units', twoLayers(40), 0],
    ['filters', findArchitecture('mnist-cnn'), 2],
  ] as const)('give the same bits where %s alone are computed anew', async (_, architecture, weight) => {
    const counted = countKnown(createNetwork(architecture, shape, 3));
    const { network } = counted;
    const kernel = network.graph.weights[weight]!;
    const units = kernel.shape.at(-1)!;
    const parameters = initialParameters(network.graph, 5);
    await evaluate(network, parameters, true);
    const isRenewed = backend !== 'webgpu' || kernel.shape.length === 2;
    // Units that were changed before are computed again only where they differ from what was computed last; half of them and more, and the layer is computed as a whole.
    for (const [changed, isFew] of [
      [[0], true],
      [[3, units - 1], true],
      [[3], true],
      [Array.from({ length: Math.ceil(0.7 * units) }, (_, unit) => unit), false],
    ] as const) {
      for (const unit of changed) parameters[kernel.offset + units + unit]! += 0.25;
      counted.renewed = 0;
      const held = await evaluate(network, parameters, true);
      // Four batches of the one set and two of the other.
      expect(counted.renewed).toBe(isFew && isRenewed ? 6 : 0);
      expect(held).toEqual(await evaluate(network, parameters, false));
    }
    network.dispose();
  });

  it('stand for the layers before a part, for images out of the set in any order', async () => {
    const counted = countKnown(createNetwork(findArchitecture('mnist-cnn'), shape, 3));
    const { network } = counted;
    const parameters = initialParameters(network.graph, 5);
    await evaluate(network, parameters, true);
    // Two whole batches, of which the second has an image of the set's short last batch, and a short one.
    const places = Uint32Array.from({ length: 40 }, (_, i) => (i === 20 ? 49 : 45 - i));
    const output = network.graph.nodes.length - 1;
    const read = async (source?: DownstreamSource) => {
      counted.taken = 0;
      const set = takeSamples(dataset, places);
      const downstream = await openDownstream(network, dataset, set, output, source ? { source } : {});
      const inputs: Float32Array[] = [];
      await downstream.forEachBatch({}, async (batch) => {
        inputs.push((await batch.inputs.data()) as Float32Array);
      });
      downstream.close();
      return { inputs, taken: counted.taken };
    };
    const plain = await read();
    const held = await read({ set: dataset.training, places, parameters });
    expect(held.inputs).toEqual(plain.inputs);
    // The second convolution of the one whole batch, out of the two batches that it lies in.
    expect([plain.taken, held.taken]).toEqual([0, 1]);
    const tensors = measureMemory(compute).tensors;
    await read({ set: dataset.training, places, parameters });
    expect(measureMemory(compute).tensors).toBe(tensors);
    network.dispose();
  });

  it('are all that is kept, and go with the network', async () => {
    const before = measureMemory(compute).tensors;
    const network = createNetwork(twoLayers(12), shape, 3);
    const parameters = initialParameters(network.graph, 5);
    await evaluate(network, parameters, true);
    const { tensors } = measureMemory(compute);
    // On a GPU the bytes of each set and what they stand for; one batch of each set: the input and the two layers, beside the four weights.
    expect(tensors - before).toBe(4 + 2 * 3 + (backend === 'webgpu' ? 2 * 2 : 0));
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
