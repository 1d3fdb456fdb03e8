/** A lab that is open, with a removal that an earlier version made and its comparison. What people and files name is written in signs without letters. */

import { readFileSync } from 'node:fs';
import { readReport } from '../../src/engine/report';
import { readComparison } from '../../src/engine/yardstick/comparison';
import { summariseReport } from '../../src/lab/summariseReport';
import type { LabState, RemovalReport, RetrainingComparison } from '../../src/state/contract';
import type { State } from '../../src/state/store';
import { message } from '../../src/words/say';
import { autosave, emptyHistory } from '../state/standInWorker';

const fixtures = 'test/fixtures/25670b1';
const { removals, training: card } = JSON.parse(readFileSync(`${fixtures}/session-two-layer.json`, 'utf8'));
const comparisons = readFileSync(`${fixtures}/run/comparisons.jsonl`, 'utf8').trim().split('\n');

/** A removal of one sample by Algorithm 1, as the only one of its session. */
export const report: RemovalReport = renamed({
  ...readReport(removals[1].report, 'the fixture'),
  ...{ id: 1, parent: 0 },
  neglected: { weightDecay: 0.001, termNorm: 0.001, gradientNorm: 0.3 },
});
const comparison = withFloor({ ...readComparison(JSON.parse(comparisons[0]!), 'line'), id: 1 });

/** As the present lab compares. */
function withFloor(read: RetrainingComparison): RetrainingComparison {
  const share = { made: 1, retrained: 2, floor: 0.1, share: 0.5 };
  return {
    ...read,
    order: 'coupled',
    original: read.retrained,
    floor: {
      sample: 7,
      metrics: read.retrained,
      distance: 0.05,
      divergence: { validation: 0.01, forget: 0.02 },
      cosine: null,
    },
    recovered: {
      loss: share,
      margin: { ...share, share: null },
      validation: { loss: 0.9, margin: null },
      weights: { cosine: 0.5, distanceLeft: 0.6 },
      seeds: [],
    },
  };
}

function renamed(read: RemovalReport): RemovalReport {
  const selection = read.selection!;
  return {
    ...read,
    device: '#',
    selection: {
      ...selection,
      blankets: null,
      perLayer: selection.perLayer.map((each, i) => ({ ...each, layer: `#${i}` })),
      selected: selection.selected.map((slice) => ({ ...slice, layer: '#' })),
    },
  };
}

const choice = { id: 'digits', name: '#', description: '#', origin: '#', licence: '#', citation: '#' };

/** The lab as the page knows it. */
export const lab: LabState = {
  version: 1,
  device: {
    backend: 'wasm',
    choice: 'auto',
    device: '#',
    threads: 1,
    oneThread: message('gpu.oneThread.oneCore'),
    webgpu: 'noAdapter',
    said: [message('gpu.refusedStep', { reason: '#' })],
    fallback: true,
  },
  datasets: [
    { ...choice, kind: 'builtin', shippedFor: 6000 },
    { ...choice, id: 'download', kind: 'download', shippedFor: null },
  ],
  models: [{ id: 'mnist-2nn', name: '#', description: '#' }],
  dataset: {
    ...choice,
    notes: [],
    shape: [28, 28, 1],
    classNames: [...'0123456789'],
    trainingCount: 6000,
    validationCount: 1000,
    guard: null,
    attributes: [],
  },
  model: {
    id: 'mnist-2nn',
    name: '#',
    layers: [
      { name: '#', kind: 'dense', units: 110, inputs: 100, firstSlice: 0, biasOffset: 0 },
    ] as unknown as LabState['model']['layers'],
    parameterCount: 79_510,
    training: { ...card, data: { ...card.data, name: '#' } },
    weightsFrom: 'shipped',
    scaling: null,
    shipped: null,
    isBatchNormalised: false,
    defaultTraining: card,
  },
  number: 1,
  setup: 1,
  data: 'data',
  digest: report.digestAfter,
  metrics: report.after,
  original: report.before,
  removed: new Uint8Array(750),
  removedCount: 1,
  history: { ...emptyHistory, current: 1, count: 1, comparisons: ['1'] },
  certificate: null,
  restored: [],
  elsewhere: false,
  autosave: { ...autosave, savedAt: 0 },
  memory: { tensors: 3, tensorBytes: 4e6, buffers: 0, bufferBytes: 0 },
  scores: null,
  comparisons: [comparison],
};

/** What the page knows while that lab is open and the removal is on show. */
export const opened: Partial<State> = {
  lab,
  report,
  reports: [summariseReport(report)],
  selected: new Set([3]),
  images: { data: 'data', images: new Uint8Array(6000 * 784), labels: new Uint8Array(6000) },
};

const shownAs = (shown: RemovalReport): Partial<State> => ({
  ...opened,
  report: shown,
  reports: [summariseReport(shown)],
});

const slices = report.selection!.selected.map(({ slice }) => slice);

/** After a batch whose samples selected each its own slices: the first all of them, the second one, the third none. */
export const batch = shownAs({
  ...report,
  selection: {
    ...report.selection!,
    stop: 'union',
    blankets: [
      { sample: 3, slices },
      { sample: 17, slices: slices.slice(0, 1) },
      { sample: 20, slices: [] },
    ],
  },
});

/** After a removal that did nothing. */
export const idle = shownAs({ ...report, update: { stepNorm: 0, noise: null }, largestChange: 0 });
