import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checksumOf, readSession, startSessionChain } from '../../../src/lab/schema/session';
import { SessionFileError } from '../../../src/lab/schema/sessionFileError';

const fixtures = join(import.meta.dirname, '../../fixtures/25670b1');
const textOf = (name: string) => readFileSync(join(fixtures, name), 'utf8');
const expected = JSON.parse(textOf('expected.json'));

/** The file with this content, with a checksum. */
function sealed(content: object): string {
  const text = JSON.stringify(content);
  return `${text.slice(0, -1)},"checksum":"${checksumOf(text)}"}`;
}

/** The session of version 1 as one of version 2, chained. */
function renewed(name: string) {
  const { checksum: _, removals, comparisons, training, ...rest } = JSON.parse(textOf(name));
  const content = {
    ...rest,
    schemaVersion: 2,
    provenance: null,
    training: { ...training, provenance: null },
  };
  const chain = startSessionChain(content);
  const chained = (lines: object[]) => lines.map((line) => JSON.parse(chain.add(line)));
  return { ...content, removals: chained(removals), comparisons: chained(comparisons) };
}

describe('a session file of version 1', () => {
  it.each(['session.json', 'session-two-layer.json', 'session-trained.json'])(
    '%s opens, and is said to have no chain',
    (name) => {
      const { history, isChained, provenance, training, comparisons } = readSession(textOf(name));
      const content = JSON.parse(textOf(name));
      expect(isChained).toBe(false);
      expect(provenance).toBeNull();
      expect({ ...content.training, provenance: null }).toMatchObject(training);
      const added = {
        schemaVersion: 2,
        order: 'independent',
        original: null,
        floor: null,
        recovered: null,
      };
      expect(comparisons).toMatchObject(
        content.comparisons.map((comparison: object) => ({ ...comparison, ...added })),
      );
      expect(history.current).toBe(content.current);
      const digests = history.removals.map(({ report }) => [report.digestBefore, report.digestAfter]);
      expect(JSON.stringify(expected)).toContain(digests.at(-1)![1]);
      expect(digests).toEqual(
        content.removals.map(({ report }: { report: { digestBefore: string; digestAfter: string } }) => [
          report.digestBefore,
          report.digestAfter,
        ]),
      );
      for (const [i, { values }] of history.removals.entries()) {
        expect(Buffer.from(values!.after.buffer).toString('base64')).toBe(content.removals[i].change.after);
      }
    },
  );
});

describe('a session file of version 2', () => {
  const content = renewed('session.json');

  it('opens as the one of version 1 does, and is chained', () => {
    const { isChained, ...rest } = readSession(sealed(content));
    const { isChained: _, ...old } = readSession(textOf('session.json'));
    expect(isChained).toBe(true);
    expect(rest).toEqual(old);
  });

  it.each<[string, (file: typeof content) => void, RegExp]>([
    [
      'an edited accuracy',
      (file) => {
        file.removals[0].report.after.validationAccuracy = 0.999;
      },
      /removals\[0\]: it is not the line that was written/,
    ],
    [
      'an edited comparison',
      (file) => {
        file.comparisons[0].retrained.residualLoss = 0;
      },
      /comparisons\[0\]: it is not the line/,
    ],
    [
      'a line without its value',
      (file) => {
        file.removals[2].chain = undefined;
      },
      /removals\[2\]: it has no "chain"/,
    ],
    [
      'other data',
      (file) => {
        file.dataset.trainingCount = 5999;
      },
      /removals\[0\]: it is not the line/,
    ],
    [
      'a loss that is none',
      (file) => {
        file.removals = [];
        file.comparisons = [];
        file.current = -1;
      },
      /current: expected a whole number from 0 to 9007199254740991, found -1/,
    ],
  ])('with %s under a right checksum is refused', (_, edit, sentence) => {
    const file = structuredClone(content);
    edit(file);
    expect(() => readSession(sealed(file))).toThrow(SessionFileError);
    expect(() => readSession(sealed(file))).toThrow(sentence);
  });

  it('of a newer lab, of no lab and of no JSON is refused with what to do', () => {
    expect(() => readSession(sealed({ ...content, schemaVersion: 3 }))).toThrow(
      /schemaVersion: expected 2 at most, found 3: a newer version of the lab wrote it\. Open it with that version/,
    );
    expect(() => readSession('{}')).toThrow(
      /^The session cannot be opened: format: expected "lethe-session", found nothing\. Export/,
    );
    expect(() => readSession('')).toThrow(/it is no JSON, or it is cut off\. Choose a file/);
  });

  it('of version 1 with a rejected removal whose weights changed is refused', () => {
    const { checksum: _, ...old } = JSON.parse(textOf('session.json'));
    old.removals[0].report.accepted = false;
    expect(() => readSession(sealed(old))).toThrow(
      /removals\[0\]\.report\.digestAfter: expected [0-9a-f]{64}, as digestBefore/,
    );
  });
});
