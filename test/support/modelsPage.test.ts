import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { modelsFile, modelsPage } from './modelsPage';

it('docs/models.md has a card of every model that ships, as it is: npm run schema writes it', () => {
  expect(readFileSync(modelsFile, 'utf8')).toBe(modelsPage());
});
