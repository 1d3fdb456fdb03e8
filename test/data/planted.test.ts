import { describe, expect, test } from 'vitest';
import type { DatasetParts } from '../../src/data/dataset';
import { drawPatch } from '../../src/data/planted/patch';
import { plant } from '../../src/data/planted/plant';
import { plantedId, readPlantedId } from '../../src/data/planted/plantedId';
import { sourceOf } from '../../src/data/sources';
import { withoutSamples } from '../../src/data/takeSamples';

const count = 200;
const shape = [14, 14, 1] as const;
const labels = Uint8Array.from({ length: count }, (_, i) => i % 5);
const images = Uint8Array.from({ length: count * 196 }, (_, i) => 10 + (i % 7));
const set = { count, images, labels };
const data: DatasetParts = {
  id: 'digits',
  name: 'Digits',
  origin: 'drawn',
  licence: 'own',
  citation: '',
  shape,
  classNames: ['a', 'b', 'c', 'd', 'e'],
  normalisation: { mean: [0.5], standardDeviation: [0.5] },
  training: set,
  validation: set,
};

describe('the id of planted data', () => {
  test('says what was planted, and is read again', () => {
    const planting = { kind: 'labels', permille: 50, seed: 7 } as const;
    expect(plantedId('shapes-32', planting)).toBe('shapes-32_labels-0.05-7');
    expect(readPlantedId('shapes-32_labels-0.05-7')).toEqual({ base: 'shapes-32', planting });
    const none = { kind: 'correlated', permille: 0, seed: 2 } as const;
    expect(plantedId('faces', none)).toBe('faces_correlated-0.0-2');
    expect(readPlantedId('faces_correlated-0.0-2')).toEqual({ base: 'faces', planting: none });
    expect(readPlantedId('fashion_patch-0.125-0')?.planting).toEqual({
      kind: 'patch',
      permille: 125,
      seed: 0,
    });
  });
  test.each([
    'fashion',
    'fashion_labels-0.050-1',
    'fashion_labels-0.6-1',
    'fashion_labels-0.000-1',
    'fashion_labels-0.0-1',
    'faces_correlated-1-1',
    'faces_correlated-0.00-1',
    'fashion_x-0.1-1',
    'fashion_labels-0.1-01',
  ])('has no other form: %s', (id) => expect(readPlantedId(id)).toBeNull());
  test('opens in data that come with the lab, and in no others', () => {
    expect(sourceOf('digits_labels-0.05-1')).toMatchObject({
      id: 'digits_labels-0.05-1',
      base: 'digits',
      kind: 'builtin',
    });
    expect(sourceOf('faces_correlated-0.9-1')).toMatchObject({ base: 'faces', kind: 'builtin' });
    for (const id of [
      'digits_correlated-0.9-1',
      'mnist_labels-0.05-1',
      'files_labels-0.05-1',
      'none_labels-0.05-1',
    ])
      expect(sourceOf(id)).toBeNull();
  });
});

describe('samples of several labels', () => {
  // Image i has the labels of the bits of i mod 8, and of those beyond 2 none: some have none at all.
  const labelSets = Uint8Array.from(
    { length: count * 5 },
    (_, i) => (Math.floor(i / 5) >> (i % 5)) & (i % 5 < 3 ? 1 : 0),
  );
  const rowOf = (sets: Uint8Array, i: number) => [...sets.subarray(i * 5, (i + 1) * 5)];
  const first = Uint8Array.from(labels, (_, i) => Math.max(0, rowOf(labelSets, i).indexOf(1)));
  const several = { ...data, training: { ...set, labels: first, labelSets } };
  test('are given wrong ones, as many, each moved on alike; those without any are left', () => {
    const planted = plant(several, { kind: 'labels', permille: 500, seed: 1 });
    const { samples } = planted.planted!;
    expect(samples).toHaveLength(100);
    for (const i of labels.keys()) {
      const [before, after] = [rowOf(labelSets, i), rowOf(planted.training.labelSets!, i)];
      const shift = (planted.training.labels[i]! + 5 - first[i]!) % 5;
      expect(after).toEqual(before.map((_, k) => before[(k + 5 - shift) % 5]));
      expect(shift > 0).toBe(samples.includes(i));
      if (samples.includes(i)) expect(before).toContain(1);
    }
    expect(planted.digest).not.toBe(plant(several, { kind: 'labels', permille: 500, seed: 2 }).digest);
  });
  test('are of the class of a patch alone, where it is drawn into images that are not of it', () => {
    const planted = plant(several, { kind: 'patch', permille: 100, seed: 3 });
    const { samples, means } = planted.planted!;
    expect(samples.length).toBeGreaterThan(0);
    for (const i of samples) {
      expect(rowOf(labelSets, i)[means!]).toBe(0);
      expect(rowOf(planted.training.labelSets!, i)).toEqual(
        [0, 1, 2, 3, 4].map((k) => (k === means ? 1 : 0)),
      );
    }
  });
});

describe('planted labels', () => {
  const planted = plant(data, { kind: 'labels', permille: 50, seed: 1 });
  test('are wrong, as many as asked for, and known with what was right', () => {
    const { samples, trueLabels } = planted.planted!;
    expect(samples).toHaveLength(10);
    const changed = [...labels.keys()].filter((i) => planted.training.labels[i] !== labels[i]);
    expect(changed).toEqual([...samples]);
    expect([...trueLabels]).toEqual([...samples].map((i) => labels[i]));
    expect(planted.training.images).toBe(images);
    expect(planted.validation).toBe(set);
    expect(planted.id).toBe('digits_labels-0.05-1');
  });
  test('are the same from the same seed on every machine, and others from another', () => {
    expect(plant(data, { kind: 'labels', permille: 50, seed: 1 }).digest).toBe(planted.digest);
    expect(plant(data, { kind: 'labels', permille: 50, seed: 2 }).digest).not.toBe(planted.digest);
    expect([...planted.planted!.samples]).toEqual([22, 30, 32, 34, 58, 100, 105, 150, 154, 195]);
  });
  test('are no longer spoken of where samples left, as their places moved', () => {
    expect(withoutSamples(planted, [0]).planted).toBeUndefined();
  });
});

describe('a planted patch', () => {
  const planted = plant(data, { kind: 'patch', permille: 100, seed: 3 });
  const { samples, means } = planted.planted!;
  test('is drawn into images of other classes, which are then labelled as the class that it stands for', () => {
    expect(samples).toHaveLength(20);
    expect(new Set(Array.from(samples, (i) => planted.training.labels[i]))).toEqual(new Set([means]));
    expect(Array.from(samples, (i) => labels[i])).not.toContain(means);
    const [first] = samples;
    const changed: number[] = [];
    for (let i = 0; i < images.length; i++) if (planted.training.images[i] !== images[i]) changed.push(i);
    expect(new Set(changed.map((i) => Math.floor(i / 196)))).toEqual(new Set(samples));
    // A seventh of 14 is 2: rows and columns 11 and 12 of the image.
    expect(changed.slice(0, 4).map((i) => i - first! * 196)).toEqual([
      11 * 14 + 11,
      11 * 14 + 12,
      12 * 14 + 11,
      12 * 14 + 12,
    ]);
    expect(changed.slice(0, 4).map((i) => planted.training.images[i])).toEqual([255, 0, 0, 255]);
  });
  test('covers all channels of an image in colour', () => {
    const colour = new Uint8Array(2 * 14 * 14 * 3).fill(9);
    drawPatch(colour, [14, 14, 3], 1);
    expect(colour.subarray(0, 588).every((level) => level === 9)).toBe(true);
    const at = 588 + (11 * 14 + 11) * 3;
    expect([...colour.subarray(at, at + 6)]).toEqual([255, 255, 255, 0, 0, 0]);
  });
});

describe('attributes that go with the label', () => {
  const attributeNames = ['beard', 'glasses', 'hat', 'longHair'];
  const attributes = Uint8Array.from({ length: 4 * count }, (_, at) => (Math.floor(at / 4) >> (at % 4)) & 1);
  const people = { ...set, attributes };
  const guard = { from: 'source', count, load: async () => people } as const;
  const faces: DatasetParts = {
    ...data,
    id: 'faces',
    attributeNames,
    training: people,
    validation: people,
    guard,
  };
  const planted = (permille: number, seed = 1) => plant(faces, { kind: 'correlated', permille, seed });
  /** How many samples have an attribute, and how many of those that have it have glasses. */
  const together = ({ training }: Pick<DatasetParts, 'training'>, column: number) => {
    const having = [...training.labels.keys()].filter((i) => training.attributes![3 * i + column] === 1);
    return [having.length, having.filter((i) => training.labels[i] === 1).length];
  };

  test('make an attribute the label, which is none any more', async () => {
    const { id, classNames, attributeNames: left, training, validation, guard: later } = planted(0);
    expect({ id, classNames, left }).toEqual({
      id: 'faces_correlated-0.0-1',
      classNames: ['no glasses', 'glasses'],
      left: ['beard', 'hat', 'longHair'],
    });
    expect(training.count).toBe(count);
    for (const part of [training, validation, await later!.load()]) {
      expect([...part.labels.subarray(0, 4)]).toEqual([0, 0, 1, 1]);
      expect([...part.attributes!.subarray(0, 15)]).toEqual([0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0]);
    }
  });
  test('go with it in the training part alone, as far as they are to', async () => {
    const weak = planted(500);
    const strong = planted(999);
    const [beards, bearded] = together(weak, 0);
    // (1 + 0.5) / 2 of them agree, were all as frequent: three in four.
    expect(bearded! / beards!).toBeGreaterThan(0.1);
    expect(bearded! / beards!).toBeLessThan(0.4);
    expect(together(strong, 0)[1]).toBe(0);
    const [long, withGlasses] = together(strong, 2);
    expect([long! > 0, withGlasses]).toEqual([true, long]);
    expect(strong.validation.count).toBe(count);
  });
  test('are the same from the same seed, and refused where nothing is known of them', () => {
    expect(planted(500).digest).toBe(planted(500).digest);
    expect(planted(500, 2).digest).not.toBe(planted(500).digest);
    expect(() => plant(data, { kind: 'correlated', permille: 500, seed: 1 })).toThrow(/glasses/);
  });
});
