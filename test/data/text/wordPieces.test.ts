import { describe, expect, it } from 'vitest';
import { inputShapeOf, normalise, normaliseSamples } from '../../../src/data/dataset';
import { digestOf } from '../../../src/data/digest';
import { withGuard, withoutGuard } from '../../../src/data/guardImages';
import { plant } from '../../../src/data/planted/plant';
import { joinSets, takeRows, takeSamples, withoutSamples } from '../../../src/data/takeSamples';
import { createWordPieces, PIECES_PER_TEXT, wordsIn } from '../../../src/data/text/wordPieces';
import { makeSmallTexts } from '../../support/smallTexts';

const pieces = ['[PAD]', '[UNK]', '[CLS]', 'un', '##grant', '##ed', 'grant', 'a', '.', '##s'];

describe('word pieces', () => {
  const toPieces = createWordPieces(pieces);

  it('are the longest from the left, behind one that stands for the text', () => {
    const { numbers, words } = toPieces('Ungranted: a GRANT.');
    expect(numbers).toHaveLength(PIECES_PER_TEXT);
    expect([...numbers.slice(0, 9)]).toEqual([2, 3, 4, 5, 1, 7, 6, 8, 0]);
    expect(words.map((word) => word?.plain)).toEqual([
      undefined,
      'ungranted',
      'ungranted',
      'ungranted',
      ':',
      'a',
      'grant',
      '.',
    ]);
  });

  it('know accents, signs, places and words of unknown letters', () => {
    expect(wordsIn('Ä-b 12').map(({ plain, from, to }) => [plain, from, to])).toEqual([
      ['a', 0, 1],
      ['-', 1, 2],
      ['b', 2, 3],
      ['12', 4, 6],
    ]);
    expect([...toPieces('unb á ﬁ').numbers.slice(0, 4)]).toEqual([2, 1, 7, 1]);
    expect([...toPieces('a'.repeat(41)).numbers.slice(0, 3)]).toEqual([2, 1, 0]);
  });

  it('are the first of a long text, and none of an empty one', () => {
    expect([...toPieces('a '.repeat(100)).numbers]).toEqual([2, ...new Array<number>(47).fill(7)]);
    expect([...toPieces(' ').numbers.slice(0, 2)]).toEqual([2, 0]);
  });

  it('need the vocabulary to begin with the special ones', () => {
    expect(() => createWordPieces(['a'])).toThrow(RangeError);
  });
});

describe('data of texts', () => {
  const dataset = makeSmallTexts(9);
  const { training } = dataset;

  it('give a network their pieces, and nothing where they lack them', () => {
    expect(inputShapeOf(dataset)).toEqual([1, 1, PIECES_PER_TEXT]);
    const { features, ...bare } = training;
    expect(normalise(training, dataset, 1, 2)).toEqual(features!.slice(48, 96));
    expect(() => normalise(bare, dataset, 0, 1)).toThrow(RangeError);
    expect(() => normaliseSamples(bare, dataset, [0])).toThrow(RangeError);
  });

  it('are taken and joined with sets of labels and texts', () => {
    const taken = takeSamples(dataset, [4, 0]);
    expect(taken.texts).toEqual([training.texts![4], training.texts![0]]);
    expect([...taken.labelSets!]).toEqual([
      ...training.labelSets!.slice(12, 15),
      ...training.labelSets!.slice(0, 3),
    ]);
    expect(joinSets(takeRows(training, [0, 1, 2]), takeRows(training, [3, 4, 5, 6, 7, 8]))).toEqual(training);
  });

  it('keep all of it where the guard takes half and gives it back', async () => {
    const many = makeSmallTexts(200);
    const halved = withGuard(many);
    expect(halved.validation.texts).toEqual(many.validation.texts!.filter((_, i) => i % 2 === 0));
    expect((await withoutGuard(halved)).validation).toEqual(many.validation);
  });

  it('have a digest that covers pieces, sets of labels and texts', () => {
    const changed = [
      { ...training, texts: training.texts!.map((text, i) => (i === 8 ? `${text} ` : text)) },
      { ...training, texts: [`${training.texts![0]}${training.texts![1]}`, '', ...training.texts!.slice(2)] },
      { ...training, labelSets: training.labelSets!.map((label, i) => (i === 3 ? 1 - label : label)) },
      { ...training, features: training.features!.map((number, i) => (i === 50 ? number + 1 : number)) },
    ].map(digestOf);
    expect(new Set([dataset.digest, ...changed]).size).toBe(5);
    expect(withoutSamples(dataset, []).digest).toBe(dataset.digest);
  });

  it('take no planted samples', () => {
    expect(() => plant(dataset, { kind: 'labels', permille: 50, seed: 1 })).toThrow(RangeError);
  });
});
