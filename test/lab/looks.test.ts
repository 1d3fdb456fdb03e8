import { describe, expect, it } from 'vitest';
import { createLookCache } from '../../src/lab/looks/lookCache';
import { defaultSettings, type LabEvent } from '../../src/lab/protocol';
import { createBrowserLab } from '../../src/worker/browserLab';

const digits = { dataset: 'digits' };

describe('looks of the lab', () => {
  it('are answered once, kept by digest and question, leave the model alone, and can be cancelled', async () => {
    const events: LabEvent[] = [];
    const lab = createBrowserLab(`${location.origin}/`, `looks-test-${Date.now()}`);
    await lab.open('wasm', (event) => events.push(event), digits);
    const request = { ...defaultSettings, samples: [17], perturbations: 60, guard: null };
    const { digest } = await lab.unlearn(request);
    const jobs = () => events.filter((event) => event.kind === 'job' && event.job?.kind === 'look').length;

    const ask = () => lab.look({ state: 0 }, { kind: 'predictions', set: 'validation' });
    const first = await ask();
    const ran = jobs();
    expect(ran).toBeGreaterThan(0);
    expect(await ask()).toEqual(first);
    expect(jobs()).toBe(ran);
    expect((await lab.moment()).digest).toBe(digest);

    // What is known is answered while a job runs; what is not is refused then.
    const map = lab.look({ state: 1 }, { kind: 'embedding', map: 'umap' });
    expect(await ask()).toEqual(first);
    await expect(lab.look({ state: 1 }, { kind: 'predictions', set: 'training' })).rejects.toThrow(/at work/);
    await lab.cancel();
    await expect(map).rejects.toThrow(/abort/i);

    // The next removal starts from the weights of its state: nothing of the original that was looked at is left.
    const { weights } = await lab.look({ state: 1 }, { kind: 'sliceWeights', slice: 3 });
    const replayed = await lab.replay();
    expect(replayed).toMatchObject({ checked: 1, different: [] });
    expect((await lab.look({ state: 1 }, { kind: 'sliceWeights', slice: 3 })).weights).toEqual(weights);
  });

  it('keep the answers that were asked for last, as many as there is room for', () => {
    const cache = createLookCache(250);
    const answer = (value: number) => ({ values: new Float64Array(10).fill(value) });
    cache.keep('a', answer(1));
    cache.keep('b', answer(2));
    expect(cache.find('a')).toEqual(answer(1));
    cache.keep('c', answer(3));
    expect(cache.find('b')).toBeUndefined();
    expect(cache.find('a')).toEqual(answer(1));
    expect(cache.find('c')).toEqual(answer(3));
    cache.keep('large', { values: new Float64Array(1000) });
    expect(cache.find('large')).toBeDefined();
    expect(cache.find('a')).toBeUndefined();
  });
});
