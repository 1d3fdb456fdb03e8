import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCard, readCard } from '../../../src/model/card';
import { FieldError } from '../../../src/model/schema/read';

const models = join(import.meta.dirname, '../../../public/models');
const shipped = JSON.parse(readFileSync(join(models, 'former/digits--mnist-2nn/card.json'), 'utf8'));
const good = { ...shipped, version: 3, provenance: null };

describe('a card', () => {
  it('of version 2 gets what version 3 added, as unknown', () => {
    expect(readCard(shipped, 'card.json')).toEqual(good);
  });

  it('keeps all that it has, and nothing that no card has', () => {
    const card = {
      ...good,
      stages: [{ ...pick(good), epochs: 30, ended: good.epochs }],
      removedCount: 5,
      provenance: {
        lab: '0.1.0',
        commit: 'abcdef0',
        tfjs: '4.22.0',
        runtime: 'Node 20.20.2',
        backend: 'wasm',
        adapter: 'CPU',
        seeds: { training: 1 },
      },
    };
    expect(readCard({ ...card, stranger: 1, constructor: 2 }, 'card.json')).toEqual(card);
  });
});

function pick({
  optimizer,
  batchSize,
  learningRate,
  schedule,
  momentum,
  weightDecay,
  augmentation,
  seed,
}: typeof good) {
  return { optimizer, batchSize, learningRate, schedule, momentum, weightDecay, augmentation, seed };
}

const stage = { ...pick(good), epochs: good.epochs, ended: good.epochs };

describe('a card is refused by file, field, range and value', () => {
  it.each<[string, unknown, string]>([
    ['batchSize', 0, 'batchSize: expected a whole number from 2 to 4096, found 0.'],
    ['batchSize', -1, 'batchSize: expected a whole number from 2 to 4096, found -1.'],
    ['batchSize', 1e300, 'batchSize: expected a whole number from 2 to 4096, found 1e+300.'],
    ['batchSize', '64', 'batchSize: expected a whole number from 2 to 4096, found "64".'],
    ['epochs', 1e9, 'epochs: expected a whole number from 0 to 1000000, found 1000000000.'],
    ['learningRate', 'fast', 'learningRate: expected a number from 0.000001 to 10, found "fast".'],
    ['momentum', 1, 'momentum: expected a number from 0 to 0.999, found 1.'],
    [
      'augmentation',
      '__proto__',
      'augmentation: expected "none" or "shift" or "flip-and-shift", found "__proto__".',
    ],
    ['stages', [], 'stages: expected a list of 1 to 1000000, or null, found a list of 0.'],
    ['stages', 'abc', 'stages: expected a list of 1 to 1000000, or null, found "abc".'],
    ['stages', [{ ...stage, ended: 0 }], 'stages[0].ended: expected a whole number from 1 to 1000, found 0.'],
    [
      'stages',
      [stage, stage],
      `epochs: expected ${2 * good.epochs}, as the sum of its stages says, found ${good.epochs}.`,
    ],
    ['secantScale', undefined, 'secantScale: expected an object, found nothing.'],
    [
      'secantScale',
      { s: Number.NaN, y: 1 },
      'secantScale.s: expected a number from 1e-45 to 1000000000, found NaN.',
    ],
    [
      'secantScale',
      { s: 1, y: 1e300 },
      'secantScale.y: expected a number from 1e-45 to 1000000000, found 1e+300.',
    ],
    [
      'secantScale',
      { s: 'x', y: null },
      'secantScale.s: expected a number from 1e-45 to 1000000000, found "x".',
    ],
    ['validationAccuracy', { a: 1 }, 'validationAccuracy: expected a number from 0 to 1, found an object.'],
    ['trainingAccuracy', 1.01, 'trainingAccuracy: expected a number from 0 to 1, found 1.01.'],
    ['removedCount', 1e99, 'removedCount: expected a whole number from 0 to 2147483647, found 1e+99.'],
    ['removedCount', 6001, 'removedCount: expected a whole number from 0 to 6000, found 6001.'],
    ['removedCount', '<img>', 'removedCount: expected a whole number from 0 to 2147483647, found "<img>".'],
    [
      'modelName',
      'x'.repeat(3e6),
      `modelName: expected a text of at most 4096 characters, found "${'x'.repeat(59)}\u2026.`,
    ],
    ['seed', 0.5, 'seed: expected a whole number from 0 to 9007199254740991, found 0.5.'],
    [
      'data',
      { ...good.data, name: {} },
      'data.name: expected a text of at most 4096 characters, found an object.',
    ],
    [
      'data',
      { ...good.data, classNames: undefined },
      'data.classNames: expected a list of 1 to 256, found nothing.',
    ],
    [
      'data',
      { ...good.data, digest: 'abc' },
      'data.digest: expected a SHA-256 digest (64 hexadecimal digits), found "abc".',
    ],
    [
      'data',
      { ...good.data, shape: [28, 28] },
      'data.shape[2]: expected a whole number from 1 to 4096, found nothing.',
    ],
    [
      'data',
      { ...good.data, shape: [28, 28, -1] },
      'data.shape[2]: expected a whole number from 1 to 4096, found -1.',
    ],
    ['precision', 'float64', 'precision: expected "float32" or "float16", found "float64".'],
    [
      'version',
      9,
      'version: expected 3 at most, found 9: a newer version of the lab wrote it. Open it with that version: reload the page, or update the lab.',
    ],
    ['version', '3', 'version: expected 3, found "3".'],
    ['format', 'other', 'format: expected "lethe-checkpoint", found "other".'],
  ])('%s, case %#', (field, value, sentence) => {
    const read = () => readCard({ ...good, [field]: value }, 'card.json');
    expect(read).toThrow(FieldError);
    expect(read).toThrow(new RegExp(`^card\\.json: ${escaped(sentence)}$`));
  });

  it.each(['null', '[]', '3', 'no JSON', '{"format":', '[[[['])('the text %s', (text) => {
    expect(() => parseCard(text, 'card.json')).toThrow(
      /^card\.json: expected an object, found|^card\.json: format: /,
    );
  });
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
