import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { readRunFiles } from '../../../src/lab/opening/runFiles';
import { startChain } from '../../../src/lab/schema/chain';
import { readComparisonLine, readRunCard, readRunLine } from '../../../src/lab/schema/runFolder';
import { checksumOf, readSession } from '../../../src/lab/schema/session';
import { headSchema, storedCheckpointSchema, visitForm } from '../../../src/lab/schema/storage';
import { createRandom, type Random } from '../../../src/math/random/random';
import { parseCard, readCard } from '../../../src/model/card';
import { readForm, readPlain } from '../../../src/model/schema/read';
import { SaidError } from '../../../src/words/saidError';
import { mutate } from '../../data/mutate';
import { amount } from '../../support/long';
import { spoil } from '../../support/spoil';
import { watchAllocations } from '../../support/watchAllocations';

/**
 * Cards, sessions and run files with something wrong, in their bytes or in their values: each is refused with a sentence of the catalogue that has none of
 * V8's words, or it is read, and then holds what its schema promises. Nothing else is thrown, nothing hangs, nothing large is allocated.
 */

const MUTATIONS = amount(150, 2000);
vi.setConfig({ testTimeout: amount(30_000, 600_000) });

const fixtures = join(import.meta.dirname, '../../fixtures/25670b1');
const textOf = (name: string) => readFileSync(join(fixtures, name), 'utf8');
const bytesOf = (name: string) => new Uint8Array(readFileSync(join(fixtures, name)));

interface Case {
  readonly what: string;
  /** Makes a thing with something wrong, and reads it. What it reads is checked. */
  read(random: Random): void;
  /** At least so many of a hundred have to be refused. */
  readonly refusedShare: number;
  /** How often; as often as all others where it is left out. */
  readonly times?: number;
}

const cardText = textOf('checkpoint/digits--mnist-logistic/card.json');
const runText = textOf('run/run.json');
const lines = textOf('run/removals.jsonl').trimEnd().split('\n');
const comparisons = textOf('run/comparisons.jsonl').trimEnd().split('\n');
const card = JSON.parse(cardText);

/** Few: these are small, and share their parts with what is spoilt more often. */
const FEW = amount(60, 600);

/** Of a record of the storage, which has bytes in it and is therefore no JSON. */
function spoiltRecord(record: Record<string, unknown>, random: Random): Record<string, unknown> {
  const copy = structuredClone(record);
  spoil(copy, random);
  return copy;
}

const checkpointRecord = () => ({
  ...{ card, modelJson: textOf('checkpoint/digits--mnist-logistic/model.json') },
  ...{ weights: new Uint8Array(8), secant: new Uint8Array(8) },
});
const visitRecord = () => ({
  version: 1,
  dataset: { id: 'digits', name: 'Digits', kind: 'builtin', trainingLimit: null, digest: card.data.digest },
  model: 'mnist-logistic',
  weights: { origin: 'trained', checkpoint: checkpointRecord() },
});

function spoilt(text: string, random: Random): Record<string, unknown> {
  const value = JSON.parse(text);
  spoil(value, random);
  return value;
}

function checkCard(card: ReturnType<typeof readCard>): void {
  expect(card.batchSize).toBeGreaterThanOrEqual(2);
  expect(typeof card.data.name).toBe('string');
  for (const share of [card.trainingAccuracy, card.validationAccuracy]) {
    expect(share >= 0 && share <= 1).toBe(true);
  }
  expect(Number.isFinite(card.secantScale.s) && Number.isFinite(card.secantScale.y)).toBe(true);
}

function sealed(content: object): string {
  const text = JSON.stringify(content);
  return `${text.slice(0, -1)},"checksum":"${checksumOf(text)}"}`;
}

/** The run of the fixture with its lines chained. */
function chainedRun() {
  const chain = startChain(JSON.parse(runText));
  return lines.map((line) => chain.add(JSON.parse(line)));
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const sound = chainedRun();

const cases: readonly Case[] = [
  {
    what: 'the bytes of a card',
    refusedShare: 20,
    read: (random) =>
      checkCard(parseCard(decoder.decode(mutate(encoder.encode(cardText), random)), 'card.json')),
  },
  {
    what: 'the values of a card',
    refusedShare: 60,
    read: (random) => checkCard(readCard(spoilt(cardText, random), 'card.json')),
  },
  {
    what: 'the bytes of a session',
    refusedShare: 80,
    read: (random) => void readSession(mutate(bytesOf('session.json'), random)),
  },
  {
    what: 'the values of a session under a right checksum',
    refusedShare: 40,
    read(random) {
      const { checksum: _, ...content } = JSON.parse(textOf('session.json'));
      spoil(content, random);
      const { history, training } = readSession(sealed(content));
      expect(training.batchSize).toBeGreaterThanOrEqual(2);
      for (const { report } of history.removals) {
        expect(report.after.validationAccuracy >= 0 && report.after.validationAccuracy <= 1).toBe(true);
        if (!report.accepted) expect(report.digestAfter).toBe(report.digestBefore);
      }
    },
  },
  {
    what: 'the values of a run card',
    refusedShare: 10,
    read: (random) => void readRunCard(spoilt(runText, random), 'run.json'),
  },
  {
    what: 'the values of a line',
    refusedShare: 40,
    read(random) {
      const line = readRunLine(spoilt(lines[random.integer(lines.length)]!, random), 'line');
      expect(JSON.stringify(line).length).toBeLessThan(1e6);
    },
  },
  {
    what: 'the values of a comparison',
    refusedShare: 40,
    times: FEW,
    read(random) {
      const { id, retrained } = readComparisonLine(
        spoilt(comparisons[random.integer(comparisons.length)]!, random),
        'line',
      );
      expect(Number.isInteger(id)).toBe(true);
      expect(retrained.validationAccuracy >= 0 && retrained.validationAccuracy <= 1).toBe(true);
    },
  },
  {
    what: 'the head of a session',
    refusedShare: 40,
    times: FEW,
    read(random) {
      const whole = { current: 2, next: [[0, 1]], comparisons: comparisons.map((line) => JSON.parse(line)) };
      const { current, next } = readPlain(headSchema, spoiltRecord(whole, random), 'the head');
      expect(Number.isInteger(current) && current >= 0).toBe(true);
      for (const pair of next) expect(pair).toHaveLength(2);
    },
  },
  {
    what: 'a visit',
    refusedShare: 40,
    times: FEW,
    read(random) {
      const { dataset, weights } = readForm(visitForm, spoiltRecord(visitRecord(), random), 'the last visit');
      expect(dataset.digest).toMatch(/^[0-9a-f]{64}$/);
      if (weights) checkCard(weights.checkpoint.card);
    },
  },
  {
    what: 'a stored checkpoint',
    refusedShare: 40,
    times: FEW,
    read(random) {
      const record = { ...checkpointRecord(), id: 'a', name: 'A', savedAt: 5 };
      const read = readPlain(storedCheckpointSchema, spoiltRecord(record, random), 'the checkpoint');
      checkCard(read.card);
      expect(read.weights).toBeInstanceOf(Uint8Array);
    },
  },
  {
    what: 'the bytes of chained lines',
    // What is cut off at the end is a line that was not finished.
    refusedShare: 60,
    read(random) {
      const removals = mutate(encoder.encode(`${sound.join('\n')}\n`), random);
      const run = readRunFiles([
        { name: 'run/run.json', bytes: encoder.encode(runText) },
        { name: 'run/removals.jsonl', bytes: removals },
      ]);
      const whole = sound.map((line) => JSON.parse(line).digestAfter);
      expect(run.reports.map(({ digestAfter }) => digestAfter)).toEqual(whole.slice(0, run.reports.length));
    },
  },
];

const allocations = watchAllocations();

describe.each(cases)('$what', ({ what, read, refusedShare, times = MUTATIONS }) => {
  it(`${times} times spoilt: refused in a sentence, or read whole`, () => {
    const random = createRandom(1, `spoilt ${what}`);
    allocations.reset();
    let refused = 0;
    for (let run = 0; run < times; run++) {
      try {
        read(random);
      } catch (error) {
        if (!(error instanceof SaidError)) throw new Error(`run ${run}: ${error}`, { cause: error });
        expect(error.message).not.toMatch(
          /Cannot|undefined|is not a function|call stack|Unexpected token|JSON at/,
        );
        expect(error.message.length).toBeLessThan(1000);
        refused++;
      }
    }
    expect(refused).toBeGreaterThanOrEqual((refusedShare / 100) * times);
    expect(refused).toBeLessThanOrEqual(times);
    expect(allocations.largest()).toBeLessThan(20e6);
  });
});
