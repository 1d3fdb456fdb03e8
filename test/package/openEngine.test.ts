import { expect, it } from 'vitest';
import { openEngine } from '../../src/package/openEngine';

it('names the backends that there are to a program that asks for another', async () => {
  await expect(openEngine({ backend: 'cuda' as never })).rejects.toMatchObject({
    said: { code: 'cli.notAllowed', values: { allowed: 'wasm, webgpu, cpu', value: 'cuda' } },
  });
});
