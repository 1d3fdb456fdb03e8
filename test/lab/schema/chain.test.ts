import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ChainError, startChain } from '../../../src/lab/schema/chain';

const card = { format: 'x', identity: { seed: 1 } };
const lines = [{ id: 1, loss: 0.5, list: [1, Number.NaN] }, { id: 2, inner: { b: 1, a: '\u00e9' } }, {}];

function write(): string[] {
  const chain = startChain(card);
  return lines.map((line) => chain.add(line));
}

function check(texts: readonly string[], of: unknown = card) {
  const chain = startChain(of);
  texts.forEach((text, i) => {
    chain.check(JSON.parse(text), `line ${i + 1}`);
  });
  return chain;
}

describe('a chain', () => {
  it('is the same by hand: SHA-256 of the value before, a line break, and the members by their names', async () => {
    const sha = async (text: string) =>
      Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).toString('hex');
    const start = await sha('{"format":"x","identity":{"seed":1}}');
    const first = await sha(`${start}\n{"id":1,"list":[1,"NaN"],"loss":0.5}`);
    expect(startChain(card).value).toBe(start);
    expect(write()[0]).toBe(`{"id":1,"loss":0.5,"list":[1,"NaN"],"chain":"${first}"}`);
  });

  it('is whole as it was written, in whatever order the members stand', () => {
    const texts = write();
    const turned = texts.map((text) =>
      JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).reverse())),
    );
    expect(check(texts).isWhole).toBe(true);
    expect(check(turned).value).toBe(check(texts).value);
  });

  it('goes on after what was read', () => {
    const texts = write();
    const chain = check(texts.slice(0, 2));
    expect(chain.add(lines[2]!)).toBe(texts[2]);
  });

  it.each<[string, (texts: string[]) => string[], number]>([
    ['an edited number', ([a, ...rest]) => [a!.replace('0.5', '0.4'), ...rest], 1],
    ['an edited text', ([a, b, c]) => [a!, b!.replace('\u00e9', 'e'), c!], 2],
    ['a member more', ([a, b, c]) => [a!, b!.replace('{"id"', '{"new":1,"id"'), c!], 2],
    ['a line left out', ([a, , c]) => [a!, c!], 2],
    ['two lines in the other order', ([a, b, c]) => [b!, a!, c!], 1],
    ['a value left out', ([a, b, c]) => [a!, b!, c!.replace(/"chain":"\w+"/, '')], 3],
    ['another value', ([a, b, c]) => [a!, b!, c!.replace(/"chain":"./, '"chain":"x')], 3],
  ])('with %s is broken there', (_, change, place) => {
    expect(() => check(change(write()))).toThrow(ChainError);
    expect(() => check(change(write()))).toThrow(new RegExp(`^line ${place}: `));
  });

  it('belongs to its card', () => {
    expect(() => check(write(), { ...card, identity: { seed: 2 } })).toThrow(/^line 1: it is not the line/);
  });

  it('says of lines from before there were chains that they have none, and binds what follows to them', () => {
    const folder = join(import.meta.dirname, '../../fixtures/25670b1/run');
    const old = readFileSync(join(folder, 'removals.jsonl'), 'utf8').trimEnd().split('\n');
    const of = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'));
    const chain = check(old, of);
    expect(chain.isWhole).toBe(false);
    const next = chain.add({ id: 6 });
    expect(check([...old, next], of).isWhole).toBe(false);
    const edited = old.map((line) => line.replace(/"residualLoss":[\d.]+/, '"residualLoss":99'));
    expect(() => check([...edited, next], of)).toThrow(/^line 6: it is not the line that was written/);
  });

  it('refuses a line that is nested too deep, without filling the stack', () => {
    const deep = JSON.parse(`${'['.repeat(1e5)}${']'.repeat(1e5)}`);
    expect(() => startChain(card).check({ deep }, 'line 1')).toThrow(
      /^line 1: it is nested more than 100 levels deep\.$/,
    );
    expect(() => startChain(card).check(null, 'line 1')).not.toThrow();
  });
});
