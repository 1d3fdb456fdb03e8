import { describe, expect, test } from 'vitest';
import type { SelectedSlice, SliceLayer } from '../../../src/state/contract';
import { layerPictures } from '../../../src/state/removal/layerPictures';

describe('layerPictures', () => {
  const layer = (name: string, units: number, firstSlice: number): SliceLayer => ({
    name,
    units,
    groups: 1,
    firstSlice,
    kind: 'dense',
    inputs: 2,
    kernelOffset: 0,
    biasOffset: 0,
    node: 0,
  });
  const selected = (slice: number): SelectedSlice => ({
    slice,
    layer: '',
    unit: 0,
    t: 0.5,
    gradientNorm: 1,
    parameters: 3,
    stepNorm: 1,
    runnerUp: null,
  });

  test('gives each unit its own T and its place in the order of selection', () => {
    const layers = [layer('hidden', 3, 0), layer('output', 2, 3)];
    const pictures = layerPictures(layers, [0.1, null, 0.3, 0.4, 0.5], [selected(3), selected(0)]);
    expect(pictures.map(({ units }) => units)).toEqual([
      [
        { unit: 0, t: 0.1, order: 2 },
        { unit: 1, t: null, order: null },
        { unit: 2, t: 0.3, order: null },
      ],
      [
        { unit: 0, t: 0.4, order: 1 },
        { unit: 1, t: 0.5, order: null },
      ],
    ]);
  });
});
