import { describe, expect, test } from 'vitest';
import type { LookAnswer, SelectedSlice, SliceLayer } from '../../../src/state/contract';
import {
  drawLayers,
  placeOf,
  runnerUpOf,
  sampleThatStays,
  viewOfEnd,
  viewOfStep,
} from '../../../src/state/lens/underLens';
import { trainedLab } from '../standInLabState';

const layer = (name: string, units: number, firstSlice: number): SliceLayer => ({
  name,
  units,
  firstSlice,
  kind: 'dense',
  inputs: 2,
  kernelOffset: 0,
  biasOffset: 0,
  node: 0,
  groups: 1,
});
const layers = [layer('hidden', 3, 0), layer('output', 2, 3)];
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

describe('the network under the lens', () => {
  test('gives each unit its own T and its place in the order of selection', () => {
    const view = viewOfEnd([0.1, null, 0.3, 0.4, 0.5], [selected(3), selected(0)]);
    const pictures = drawLayers(layers, view);
    expect(pictures.map(({ units }) => units.map(({ t, order }) => [t, order]))).toEqual([
      [
        [0.1, 2],
        [null, null],
        [0.3, null],
      ],
      [
        [0.4, 1],
        [0.5, null],
      ],
    ]);
    expect(pictures[1]!.units[0]).toMatchObject({ slice: 3, unit: 0, wins: false });
  });

  test('shows whole heads where they are the slices: measured, or taken without a look', () => {
    const withHeads = [...layers, { ...layer('attention', 2, 5), kind: 'heads' as const }];
    const shown = (...view: Parameters<typeof viewOfEnd>) =>
      drawLayers(withHeads, viewOfEnd(...view)).map((one) => one.layer.name);
    const measured = [0.1, null, 0.3, 0.4, 0.5];
    expect(shown(measured, [selected(3)])).toEqual(['hidden', 'output']);
    expect(shown([...measured, 0.6, 0.7], [])).toEqual(['hidden', 'output', 'attention']);
    expect(shown([], [selected(6)])).toEqual(['hidden', 'output', 'attention']);
  });

  const none = Number.NaN;
  const trace: LookAnswer<'trace'> = {
    steps: [
      { best: 3, t: 0.4, taken: true, candidates: Float64Array.of(0.1, none, 0.3, 0.4, 0.2) },
      { best: 0, t: 0.05, taken: true, candidates: Float64Array.of(0.05, none, 0.01, none, -0.1) },
      { best: 2, t: -0.2, taken: false, candidates: Float64Array.of(none, none, -0.2, none, -0.3) },
    ],
    selected: [3, 0],
    stop: 'noGain',
    constant: [1],
    path: 'cpu',
    samples: [7],
  };

  test('shows a step: its candidates, those chosen up to it, the winner, and the rival', () => {
    const second = viewOfStep(trace, 1);
    expect(second.candidates).toEqual([0.05, null, 0.01, null, -0.1]);
    expect(second.selected).toEqual([3, 0]);
    expect(second).toMatchObject({ winner: 0, fullAt: 0.05 });
    const last = viewOfStep(trace, 2);
    expect(last.selected).toEqual([3, 0]);
    expect(last).toMatchObject({ winner: 2, fullAt: 1 });
    expect(runnerUpOf(trace.steps[0]!)).toEqual({ slice: 2, t: 0.3 });
    expect(
      runnerUpOf({ ...trace.steps[0]!, candidates: Float64Array.of(none, none, none, 0.4, none) }),
    ).toBeNull();
  });

  test('finds a slice in its layer, and a sample of the class that stays', () => {
    expect(placeOf(layers, 4)).toEqual({ layer: layers[1], unit: 1 });
    expect(placeOf(layers, 5)).toBeNull();
    const lab = trainedLab({ removed: Uint8Array.of(0b1000) });
    const images = { data: '', images: new Uint8Array(), labels: Uint8Array.of(1, 0, 1, 1) };
    expect(sampleThatStays({ lab, images }, 2)).toBe(0);
    expect(sampleThatStays({ lab, images }, 1)).toBe(2);
  });
});
