import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkFolder } from '../../src/cli/golden/runFolder';

const GOLDEN = join(import.meta.dirname, '../golden');

describe('checkFolder', () => {
  let folder: string;
  let lines: string[];
  const say = (line: string) => lines.push(line);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'golden-'));
    lines = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('passes a folder that holds one golden file, and names what is absent or has no checker', () => {
    copyFileSync(join(GOLDEN, 'foci.json'), join(folder, 'foci.json'));
    writeFileSync(join(folder, 'other.json'), '{}');
    const { passed, failed } = checkFolder(folder, say);
    expect(passed).toBeGreaterThan(20);
    expect(failed).toBe(0);
    expect(lines).toContain('codec.json: absent');
    expect(lines).toContain('other.json: no checker');
    expect(lines).toContain(`foci.json: ${passed} passed, 0 failed`);
  });

  it('says file, case, expected and got of each mismatch', () => {
    const file = JSON.parse(readFileSync(join(GOLDEN, 'foci.json'), 'utf8'));
    file.cases[0].ordering = [4, 0];
    file.cases[3].values[1] += 2e-13;
    writeFileSync(join(folder, 'foci.json'), JSON.stringify(file));
    expect(checkFolder(folder, say).failed).toBe(2);
    const [first, second] = lines.filter((line) => line.startsWith('MISMATCH'));
    expect(first).toBe('MISMATCH foci.json: small ordering: expected [4,0], got [0,4]');
    expect(second).toMatch(/^MISMATCH foci.json: middle values\[1\]: expected 0\.\d+, got 0\.\d+$/);
  });

  it('counts a file that cannot be checked, and a folder that does not exist, as failures', () => {
    writeFileSync(join(folder, 'codec.json'), '{ "cases": [');
    expect(checkFolder(folder, say)).toEqual({ passed: 0, failed: 1 });
    expect(lines[0]).toContain('codec.json: could not be checked');
    expect(checkFolder(join(folder, 'nowhere'), say)).toEqual({ passed: 0, failed: 1 });
  });
});
