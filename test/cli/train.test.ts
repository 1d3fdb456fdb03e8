import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { commands } from '../../src/cli/commands';
import { exitCodes } from '../../src/cli/exitCodes';
import { readBlob, writeBlob } from '../../src/cli/folder/blobs';
import { noStop, type Stop } from '../../src/cli/stop';
import { quietly } from './unlearnCommand';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let home: string;
const out = (name: string) => join(home, name);
const model = (name: string) => join(out(name), 'digits--mnist-logistic');
const options = ['--data', 'digits', '--limit', '300', '--model', 'mnist-logistic', '--batch-size', '16'];
const fiveEpochs = [...options, '--epochs', '5', '--optimizer', 'adam', '--learning-rate', '0.01'];

const train = (words: readonly string[], stop: Stop = noStop) =>
  quietly(() => commands.train!.start(words, stop));

/** Trains until so many epochs are done, as Ctrl+C would stop it there. */
async function trainUntil(epochs: number, words: readonly string[], folder: string): Promise<void> {
  const controller = new AbortController();
  let seen = 0;
  let last = '';
  const timer = setInterval(() => {
    const name = existsSync(folder) ? readdirSync(folder).find((file) => file.endsWith('.bin')) : undefined;
    if (!name) return;
    const text = readFileSync(join(folder, name)).subarray(0, 60).toString();
    if (text !== last) seen += 1;
    last = text;
    if (seen >= epochs) controller.abort();
  }, 1);
  const stop = { signal: controller.signal, exitCode: () => exitCodes.interrupted };
  const { result, err } = await train(words, stop);
  clearInterval(timer);
  expect(result).toBe(130);
  expect(err).toContain('goes on from the last epoch that was finished');
}

const files = ['card.json', 'model.json', 'secant.bin', 'weights.bin'];
/** What a training makes: numbers, and the card. tfjs counts the layers of a process, so that names in model.json differ. */
const read = (name: string) => {
  const digest = (file: string) =>
    createHash('sha256')
      .update(readFileSync(join(model(name), file)))
      .digest('hex');
  return {
    weights: digest('weights.bin'),
    secant: digest('secant.bin'),
    card: JSON.parse(readFileSync(join(model(name), 'card.json'), 'utf8')),
  };
};

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'lethe-train-'));
  await train([...fiveEpochs, '--out', out('whole')]);
});
afterAll(() => rmSync(home, { recursive: true }));

describe('lethe train', () => {
  it('writes a checkpoint and the index, and leaves nothing else behind', () => {
    expect(readdirSync(model('whole')).toSorted()).toEqual(files);
    const card = JSON.parse(readFileSync(join(model('whole'), 'card.json'), 'utf8'));
    expect(JSON.parse(readFileSync(join(out('whole'), 'index.json'), 'utf8'))).toEqual([card]);
    expect(readdirSync(out('whole')).toSorted()).toEqual(['digits--mnist-logistic', 'index.json']);
  });

  it('goes on after Ctrl+C from the last finished epoch, to the same bytes', async () => {
    const words = [...fiveEpochs, '--out', out('stopped')];
    await trainUntil(1, words, model('stopped'));
    expect(existsSync(join(model('stopped'), 'card.json'))).toBe(false);
    await trainUntil(1, words, model('stopped')).catch(() => undefined);
    const { result, err } = await train(words);
    expect(result).toBe(0);
    expect(err).toMatch(/mnist-logistic: goes on after epoch [1-5]\n/);
    expect(read('stopped')).toEqual(read('whole'));
    expect(readdirSync(model('stopped')).toSorted()).toEqual(files);
  });

  it('does not train a finished model again, and completes the index', async () => {
    const before = read('whole');
    rmSync(join(out('whole'), 'index.json'));
    const { result, log } = await train([...fiveEpochs, '--out', out('whole')]);
    expect(result).toBe(0);
    expect(log).toContain('mnist-logistic: trained already');
    expect(read('whole')).toEqual(before);
    expect(JSON.parse(readFileSync(join(out('whole'), 'index.json'), 'utf8'))).toEqual([before.card]);
  });

  it('hides attributes of the data by a reversed head, and knows a finished training by them', async () => {
    const words = [
      ...['--data', 'faces_correlated-0.5-1', '--limit', '200', '--model', 'mnist-2nn', '--epochs', '1'],
      ...['--reverse', 'longHair', '--reverse', 'hat', '--reverse-strength', '0.5', '--last-batch', 'keep'],
      ...['--out', out('hidden')],
    ];
    const { log } = await train(words);
    expect(log).toContain('Hidden by gradient reversal, strength 0.5: longHair, hat.');
    const card = JSON.parse(
      readFileSync(join(out('hidden'), 'faces_correlated-0.5-1--mnist-2nn', 'card.json'), 'utf8'),
    );
    const wanted = { reversal: { strength: 0.5, attributes: ['longHair', 'hat'] }, lastBatch: 'keep' };
    expect(card).toMatchObject(wanted);
    expect((await train(words)).log).toContain('mnist-2nn: trained already');
    await expect(train([...words, '--reverse', 'glasses'])).rejects.toThrow(/attribute glasses/);
    await expect(train([...fiveEpochs, '--reverse', 'all', '--out', out('none')])).rejects.toThrow(
      /knows no attributes/,
    );
  });

  it('refuses the folder of another training by name, finished or not, unless it is forced', async () => {
    const other = [...fiveEpochs, '--seed', '9', '--out', out('whole')];
    const refusal = {
      name: 'InputError',
      exitCode: 3,
      message: expect.stringMatching(
        /digits--mnist-logistic holds another training \(seed \d+ there, 9 here\)/,
      ),
    };
    const before = read('whole');
    await expect(train(other)).rejects.toMatchObject(refusal);
    expect(read('whole')).toEqual(before);
    await trainUntil(1, [...fiveEpochs, '--out', out('begun')], model('begun'));
    await expect(train([...other, '--out', out('begun')])).rejects.toMatchObject(refusal);
    await train([...other, '--out', out('begun'), '--force']);
    const card = JSON.parse(readFileSync(join(model('begun'), 'card.json'), 'utf8'));
    expect(card).toMatchObject({ seed: 9, epochs: 5 });
  });

  it('leaves nothing of a training that is refused: the corrected command needs no --force', async () => {
    const words = ['--data', 'digits', '--limit', '300', '--model', 'mnist-2nn', '--epochs', '1'];
    await expect(train([...words, '--optimizer', 'newton', '--out', out('corrected')])).rejects.toThrow();
    expect((await train([...words, '--out', out('corrected')])).result).toBe(0);
  });

  it('begins anew where what was kept of a training is damaged', async () => {
    const words = [...fiveEpochs, '--out', out('damaged')];
    await trainUntil(1, words, model('damaged'));
    const name = readdirSync(model('damaged')).find((file) => file.endsWith('.bin'))!;
    const bytes = readFileSync(join(model('damaged'), name));
    bytes[bytes.length - 5]! ^= 1;
    writeFileSync(join(model('damaged'), name), bytes);
    await train(words);
    expect(read('damaged')).toEqual(read('whole'));
  });

  it('begins anew where more epochs were kept than the training has', async () => {
    const words = [...fiveEpochs, '--out', out('beyond')];
    await trainUntil(1, words, model('beyond'));
    const path = join(model('beyond'), readdirSync(model('beyond')).find((file) => file.endsWith('.bin'))!);
    const { about, arrays } = (await readBlob(path))!;
    await writeBlob(path, { about: { ...about, epoch: 6 }, arrays });
    await train(words);
    expect(read('beyond')).toEqual(read('whole'));
  });

  it('refuses a damaged note of a training by its name', async () => {
    mkdirSync(model('note'), { recursive: true });
    for (const text of ['', '{"dataset":"digits","request":{"epochs":"5"}}']) {
      writeFileSync(join(model('note'), 'training.json'), text);
      await expect(train([...fiveEpochs, '--out', out('note')])).rejects.toThrow(
        /training\.json: .*expected/,
      );
    }
  });

  it.each([
    [['--model', 'mnist-3nn'], 2, /^--model is one of mnist-logistic, .* got mnist-3nn$/],
    [['--as', 'imagenet'], 2, /^--as is one of fashion, digits, .* got imagenet$/],
    [['--data', '/nowhere'], 3, /data are one of fashion, digits, .* got \/nowhere/],
  ])('refuses %j', async (words, code, message) => {
    const plain = ['--limit', '300', '--out', out('bad')];
    const error = await train([...plain, ...words]).catch((reason: Error) => reason);
    expect(error).toMatchObject({ message: expect.stringMatching(message) });
    expect((error as { exitCode?: number }).exitCode ?? 3).toBe(code);
    expect(existsSync(out('bad'))).toBe(false);
  });

  it('refuses a damaged index by its name', async () => {
    mkdirSync(out('index'));
    writeFileSync(join(out('index'), 'index.json'), '{}');
    await expect(train([...fiveEpochs, '--out', out('index')])).rejects.toThrow(/index\.json is damaged/);
    const { card } = read('whole');
    writeFileSync(join(out('index'), 'index.json'), JSON.stringify([card, { ...card, data: null }]));
    await expect(train([...fiveEpochs, '--out', out('index')])).rejects.toThrow(
      /index\.json: \[1\]: data: expected an object, found null/,
    );
    expect(readdirSync(out('index'))).toEqual(['index.json']);
  });
});
