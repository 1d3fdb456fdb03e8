import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('shows the sample test in docs/testing.md as it runs', () => {
  const sample = readFileSync('test/e2e/sample.spec.ts', 'utf8');
  expect(readFileSync('docs/testing.md', 'utf8')).toContain(`\`\`\`ts\n${sample}\`\`\``);
});
