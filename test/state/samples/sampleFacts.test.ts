import { expect, test } from 'vitest';
import type { LabState } from '../../../src/state/contract';
import { sampleFacts } from '../../../src/state/samples/sampleFacts';
import type { TrainingImages } from '../../../src/worker/protocol';
import { trainedLab } from '../standInLabState';

const images = { labels: Uint8Array.of(2, 0, 1, 2) } as unknown as TrainingImages;
const dataset = { ...trainedLab().dataset, classNames: ['Ada', 'Gus', 'Hanna'] };
const factsIn = (lab: LabState, index: number) => sampleFacts(lab, images, index);

test('a person of a pair has a relative, whoever of them it is, and the others have none', () => {
  const relatives = { pairs: [[1, 2]] as const, alike: 'ears' };
  const lab = trainedLab({ dataset: { ...dataset, relatives } });
  expect([0, 1, 2].map((index) => factsIn(lab, index)?.relative)).toEqual(['Gus', null, 'Hanna']);
});

test('of data that tell of no relatives nobody has one', () => {
  expect(factsIn(trainedLab({ dataset }), 0)?.relative).toBeNull();
});
