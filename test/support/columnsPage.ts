/** docs/columns.md: the dictionary of the columns, out of the table that the header is made of. `npm run schema` writes it. */

import { join } from 'node:path';
import { columnDictionary } from '../../src/engine/columnDictionary';

export const columnsFile = join(import.meta.dirname, '../../docs/columns.md');

export function columnsPage(): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const rows = columnDictionary().map(
    ({ column, unit, sign, meaning }) =>
      `| \`${column}\` | ${cell(unit)} | ${cell(sign)} | ${cell(meaning)} |`,
  );
  return [
    '# The columns of `removals.csv` and `comparisons.csv`',
    '',
    'Made by `npm run schema` out of `src/engine/columnTable.ts` and the catalogue; a test says when it is out of date. `lethe unlearn` writes the same as `columns.csv` beside its tables, and the page gives it',
    'under Session. `comparisons.csv` has `id` and the columns from the first `..._retrained` to the one before `failed`.',
    '',
    '| column | unit | which way it counts | meaning |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
