/** The JSON Schema of all that the lab writes, made of the schemas that read it. `npm run schema` writes it to docs/schema. */

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { writtenForms, writtenParts } from '../../src/lab/schema/table';

export const schemaFolder = join(import.meta.dirname, '../../docs/schema');

/** The files, by their names. */
export function schemaFiles(): Record<string, string> {
  const forms = Object.entries(writtenForms).map(([name, { schema }]) => [name, schema] as const);
  const all: (readonly [string, v.GenericSchema])[] = [...forms, ...Object.entries(writtenParts)];
  return Object.fromEntries(
    all.map(([name, schema]) => [
      `${name}.json`,
      `${JSON.stringify({ title: name, ...convert(schema) }, null, 2)}\n`,
    ]),
  );
}

interface Part {
  readonly type: string;
  readonly pipe?: readonly (Part & {
    readonly kind: string;
    readonly metadata?: { from?: number; to?: number };
  })[];
}

function convert(schema: v.GenericSchema): JsonSchema {
  return toJsonSchema(schema as never, {
    typeMode: 'output',
    errorMode: 'ignore',
    overrideSchema: ({ valibotSchema }) => override(valibotSchema as unknown as Part),
  });
}

/** What JSON Schema has no words for, or what JSON writes otherwise than memory holds it. */
function override({ type, pipe = [] }: Part): JsonSchema | undefined {
  const range = pipe.find((step) => step.type === 'metadata')?.metadata;
  if (range) {
    const { from = -Number.MAX_VALUE, to = Number.MAX_VALUE } = range;
    const bounds = {
      ...(from > -Number.MAX_VALUE ? { minimum: from } : {}),
      ...(to < Number.MAX_VALUE ? { maximum: to } : {}),
    };
    return { anyOf: [{ type: 'number', ...bounds }, { enum: ['NaN', 'Infinity', '-Infinity'] }] };
  }
  if (pipe.some((step) => step.type === 'raw_transform'))
    return { type: 'string', contentEncoding: 'base64' };
  if (type === 'instance') return { description: 'Bytes, as the browser stores them.' };
  const last = pipe.findLast((step) => step.kind === 'schema');
  // A thing of any of its versions: the present one is what is written.
  if (pipe[0]?.type === 'unknown' && last) return convert(last as unknown as v.GenericSchema);
  return undefined;
}

/** Writes the files, and drops others. */
export function writeSchemas(): void {
  const files = schemaFiles();
  for (const name of readdirSync(schemaFolder)) if (!(name in files)) rmSync(join(schemaFolder, name));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(schemaFolder, name), text);
}

/** What lies there, by name. */
export function writtenSchemas(): Record<string, string> {
  return Object.fromEntries(
    readdirSync(schemaFolder).map((name) => [name, readFileSync(join(schemaFolder, name), 'utf8')]),
  );
}
