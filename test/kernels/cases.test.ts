/** Every kernel in every case of the table, against its oracle. */
import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../src/kernels/cases/kernelCase';
import { kernelTable } from '../../src/kernels/cases/table';
import { withGpu } from '../support/gpu';

describe.each(kernelTable)('$kernel', ({ cases }) => {
  it.each(cases)('$name', (kernelCase) =>
    withGpu(async (gpu) => {
      const judgement = await judgeCase(gpu, kernelCase);
      expect(judgement).toMatchObject({ wrong: 0, first: null });
      expect(judgement.entries).toBeGreaterThan(0);
    }),
  );
});

describe('the table of cases', () => {
  it('has a row for every shader, and names no other', () => {
    const files = Object.keys(import.meta.glob('../../shaders/**/*.wgsl'));
    const stems = files.map((file) => file.replace('../../shaders/', '').replace('.wgsl', ''));
    const named = kernelTable.flatMap(({ shaders }) => shaders);
    expect([...new Set(named)].sort()).toEqual(stems.sort());
  });

  it('names each kernel and each of its cases once', () => {
    expect(new Set(kernelTable.map(({ kernel }) => kernel)).size).toBe(kernelTable.length);
    for (const { kernel, cases } of kernelTable) {
      expect(new Set(cases.map(({ name }) => name)).size, kernel).toBe(cases.length);
      expect(cases.filter(({ work }) => work).length, kernel).toBeLessThanOrEqual(1);
    }
  });
});
