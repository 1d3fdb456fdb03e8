import { describe, expect, it } from 'vitest';
import { hostFacts, runtimeOf } from '../../../src/lab/hostFacts';
import { makeProvenance } from '../../../src/model/makeProvenance';
import { provenanceSchema } from '../../../src/model/provenance';
import { readPlain } from '../../../src/model/schema/read';

describe('the provenance of what is written', () => {
  it('names lab, commit, tfjs, runtime, adapter and seeds, and is read back', () => {
    const host = hostFacts();
    expect(host).toMatchObject({
      lab: expect.stringMatching(/^\d+\.\d+\.\d+/),
      runtime: `Node ${process.versions.node}`,
    });
    const made = makeProvenance({ backend: 'wasm', device: 'CPU', host }, { removal: 3 })!;
    expect(made).toEqual({
      ...host,
      tfjs: expect.stringMatching(/^4\./),
      backend: 'wasm',
      adapter: 'CPU',
      seeds: { removal: 3 },
    });
    expect(readPlain(provenanceSchema, JSON.parse(JSON.stringify(made)), 'card.json')).toEqual(made);
  });

  it('is unknown where no host said what it is', () => {
    expect(makeProvenance({ backend: 'cpu' }, {})).toBeNull();
  });

  it.each([
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
      'Chrome 141.0.0.0 on X11; Linux x86_64',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.1.2',
      'Edg 141.0.1.2 on Windows NT 10.0; Win64; x64',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
      'Safari 26.0 on Macintosh; Intel Mac OS X 10_15_7',
    ],
    [
      'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      'Firefox 140.0 on X11; Linux x86_64; rv:140.0',
    ],
    ['Something else', 'Something else'],
    ['', 'unknown'],
  ])('knows the browser %#', (userAgent, runtime) => {
    expect(runtimeOf({ navigator: { userAgent } })).toBe(runtime);
  });
});
