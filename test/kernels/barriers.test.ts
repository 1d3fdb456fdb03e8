/**
 * workgroupBarrier() orders workgroup memory, not storage: what an invocation wrote into a buffer, another one of its workgroup need not see after
 * it. No device of these tests shows the race, so the text is read.
 */
import { describe, expect, it } from 'vitest';

const shaders = import.meta.glob<string>('../../shaders/*/*.wgsl', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Reads of buffers that the shader writes, from its first barrier to its last: a loop's body that ends with one begins after one. */
function racesIn(code: string): string[] {
  const text = code.replace(/\/\/.*$/gm, '');
  const ordered = text.slice(text.indexOf('workgroupBarrier()'), text.lastIndexOf('workgroupBarrier()'));
  const written = [...text.matchAll(/var<storage,\s*read_write>\s*(\w+)/g)].map(([, name]) => name!);
  return written.filter((name) =>
    [...ordered.matchAll(new RegExp(`\\b${name}\\[`, 'g'))].some(
      ({ index }) => !/^\s*=[^=]/.test(afterBracket(ordered, index + name.length)),
    ),
  );
}

/** What follows the bracket that closes the one at `open`. */
function afterBracket(text: string, open: number): string {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === '[') depth += 1;
    if (text[i] === ']') depth -= 1;
    if (depth === 0) return text.slice(i + 1);
  }
  return '';
}

describe('storage beside barriers', () => {
  const withBarriers = Object.entries(shaders).filter(([, code]) => code.includes('workgroupBarrier()'));

  it.each(withBarriers)('%s reads nothing that another invocation wrote', (_, code) => {
    expect(racesIn(code)).toEqual([]);
  });

  it('would be found in the factor of the block, which once kept its status in a buffer', () => {
    const [, code] = withBarriers.find(([file]) => file.endsWith('choleskyDiagonal.wgsl'))!;
    const raced = code.replace('row == j && failed == 0u', 'row == j && status[0] == 0u');
    expect(raced).not.toBe(code);
    expect(racesIn(raced)).toEqual(['status']);
  });
});
