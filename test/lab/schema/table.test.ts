import { describe, expect, it } from 'vitest';
import { writtenForms } from '../../../src/lab/schema/table';
import { type Form, oldestVersion } from '../../../src/model/schema/read';
import { schemaFiles, writtenSchemas } from '../../support/jsonSchema';

describe('the JSON Schema in docs/schema', () => {
  it('is that of the schemas: run `npm run schema` after a change, and raise the version where older files do not fit', () => {
    expect(writtenSchemas()).toEqual(schemaFiles());
  });

  it('names the present version of each kind', () => {
    for (const [name, { version, versionIn }] of Object.entries(writtenForms)) {
      expect(JSON.parse(schemaFiles()[`${name}.json`]!).properties[versionIn]).toMatchObject({
        const: version,
      });
    }
  });
});

describe('the migrations of a kind', () => {
  it.each(Object.entries<Form>(writtenForms))(
    '%s lead from its oldest version to the present one',
    (_, form) => {
      const versions = Object.keys(form.migrations).map(Number);
      const wanted = Array.from(
        { length: form.version - oldestVersion(form) },
        (__, i) => oldestVersion(form) + i,
      );
      expect(versions.toSorted((a, b) => a - b)).toEqual(wanted);
    },
  );
});
