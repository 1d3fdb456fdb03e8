import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { columnDictionary } from '../../../src/engine/columnDictionary';
import { comparisonTable, createRemovalTable, dictionaryRows } from '../../../src/engine/exportRows';
import { columnsFile, columnsPage } from '../../support/columnsPage';

const header = (text: string) => text.trimEnd().split(',');

describe('the dictionary of the columns', () => {
  it('explains every column of the header, in its order, and each once', () => {
    const columns = columnDictionary().map(({ column }) => column);
    expect(columns).toEqual(header(createRemovalTable().header));
    expect(new Set(columns).size).toBe(columns.length);
  });

  it('has every column of comparisons, the retrained value beside its gap', () => {
    const columns = columnDictionary().map(({ column }) => column);
    const compared = header(comparisonTable.header);
    expect(columns).toEqual(expect.arrayContaining(compared));
    for (const gap of compared.filter((column) => column.endsWith('_gap'))) {
      const retrained = gap.replace('_gap', '_retrained');
      expect(compared.indexOf(gap)).toBe(compared.indexOf(retrained) + 1);
    }
  });

  it('has a unit and a meaning for each, and says of the authors’ names whose they are', () => {
    for (const { unit, meaning } of columnDictionary()) {
      expect(unit).not.toBe('');
      expect(meaning).toMatch(/\.$/);
    }
    const of = (name: string) => columnDictionary().find(({ column }) => column === name)!;
    expect(of('l2_reg').meaning).toMatch(/not the weight decay.*authors/);
    expect(of('time')).toMatchObject({ unit: 's' });
    expect(of('validation_loss_gap').sign).toMatch(/larger in the unlearned/);
    expect(dictionaryRows().split('\r\n')).toHaveLength(columnDictionary().length + 2);
  });

  it('is in the docs as it is', () => {
    expect(readFileSync(columnsFile, 'utf8')).toBe(columnsPage());
  });
});
