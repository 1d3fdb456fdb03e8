import { expect, it } from 'vitest';
import { openEngine } from '../../src/package/openEngine';
import { makeSmallDataset } from '../support/smallDataset';

it('names the backends that there are to a program that asks for another', async () => {
  await expect(openEngine({ backend: 'cuda' as never })).rejects.toMatchObject({
    said: { code: 'cli.notAllowed', values: { allowed: 'wasm, webgpu, cpu', value: 'cuda' } },
  });
});

it('leaves the ends of the epochs of its trainings to rewinding', async () => {
  const engine = await openEngine();
  const dataset = makeSmallDataset(60, 20, [28, 28, 1]);
  const session = await engine.train(dataset, 'mnist-logistic', { epochs: 2 });
  const { rewind } = await session.unlearn(3, {
    method: 'rewind',
    methodNumbers: { epochs: 1 },
    guard: null,
  });
  expect(rewind).toMatchObject({ epochs: 1, of: 2, remadeEpochs: 0, originalDistance: 0 });
  session.close();
});
