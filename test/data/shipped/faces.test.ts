import { describe, expect, it, vi } from 'vitest';
import { readShipped } from '../../../src/cli/packageFiles';
import { type ImageSet, imageSizeBytes } from '../../../src/data/dataset';
import { digestOf } from '../../../src/data/digest';
import { correlate } from '../../../src/data/planted/correlate';
import { faceAttributes } from '../../../src/data/shipped/faceAttributes';
import { facesFacts, relatives } from '../../../src/data/shipped/facesFacts';
import { SHIPPED_FACES } from '../../../src/data/shipped/shippedSets';
import { findSource } from '../../../src/data/sources';
import { amount } from '../../support/long';
import { drawFaces } from '../../support/shippedData/faces/faces';
import { drawPeople } from '../../support/shippedData/faces/person';
import { regressionAccuracy } from '../softmaxRegression';

vi.setConfig({ testTimeout: 60_000 });

const load = () => findSource('faces').load({ seed: 1, files: [], readShipped });
const size = imageSizeBytes(SHIPPED_FACES.shape);
const pictureOf = ({ images }: ImageSet, i: number) =>
  digestOf({ labels: new Uint8Array(), images: images.subarray(i * size, (i + 1) * size) });

describe('the painted faces', () => {
  it('are what the script paints, byte for byte, and it draws no lot but ours', async () => {
    const random = vi.spyOn(Math, 'random');
    const { training, loadStrangers } = await load();
    const query = (await loadStrangers!()).query;
    for (const [part, whole] of [
      ['training', training],
      ['query', query],
    ] as const) {
      const drawn = await drawFaces(part, 3);
      expect(drawn.images).toEqual(whole.images.slice(0, 3 * size));
      expect(drawn.labels).toEqual(whole.labels.slice(0, 3));
      expect(drawn.attributes).toEqual(whole.attributes!.slice(0, 3 * faceAttributes.length));
    }
    expect(random).not.toHaveBeenCalled();
  });

  it('hold each person as often, no picture twice, and strangers that are none of them', async () => {
    const { training, validation, guard, loadStrangers, attributeNames } = await load();
    const { query, gallery } = await loadStrangers!();
    const judged = await guard!.load();
    for (const [set, people, each] of [
      [training, 40, 60],
      [validation, 40, 10],
      [judged, 40, 5],
      [query, 16, 2],
      [gallery, 16, 8],
    ] as const) {
      for (let person = 0; person < people; person++) {
        expect(set.labels.filter((label) => label === person)).toHaveLength(each);
      }
      expect(set.count).toBe(people * each);
      expect(set.attributes).toHaveLength(set.count * attributeNames!.length);
    }
    const all = [training, validation, judged, query, gallery].flatMap((set) =>
      Array.from({ length: set.count }, (_, i) => pictureOf(set, i)),
    );
    expect(new Set(all).size).toBe(all.length);
    expect(attributeNames).toHaveLength(12);
    expect(attributeNames!.filter((name) => /race|skin/i.test(name))).toEqual([]);
  });

  it('have relatives who share head, skin and ears, and nobody else does', () => {
    const people = drawPeople(1, { count: 56, known: 40, pairs: 4 });
    const shared = people.flatMap((one, i) =>
      people.flatMap((other, j) =>
        i < j && one.head === other.head && one.skin === other.skin && one.ears === other.ears
          ? [[i, j]]
          : [],
      ),
    );
    expect(shared).toEqual(relatives.map((pair) => [...pair]));
    for (const [one, other] of relatives) {
      const familyOf = (i: number) => facesFacts.classNames[i]!.split(' ')[1];
      expect(familyOf(one)).toBe(familyOf(other));
    }
    expect(new Set(facesFacts.classNames).size).toBe(40);
  });

  it('say who is related as long as a label is a person', async () => {
    const faces = await load();
    expect(faces.relatives?.pairs).toEqual(relatives);
    expect(correlate(faces, { permille: 900, seed: 1 }).relatives).toBeUndefined();
    const byAttributes = await findSource('face-attributes').load({ seed: 1, files: [], readShipped });
    expect(byAttributes.relatives).toBeUndefined();
  });

  it('cannot be told apart by a softmax regression on pixels', async () => {
    const settings = { count: amount(600, 2400), epochs: 4, learningRate: 0.001, weightDecay: 0 };
    const accuracy = regressionAccuracy(await load(), settings);
    expect(accuracy).toBeGreaterThan(0.1);
    expect(accuracy).toBeLessThan(0.6);
  });
});
