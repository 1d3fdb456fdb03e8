/** Says what a schema asks for at a place, so that a refusal names the whole range and not only the end that was passed. */

import type * as v from 'valibot';
import type { Expected, Found } from '../../words/expected';

/** The members of schemas and of the steps of a pipe that are looked at here. */
interface Part {
  readonly kind: string;
  readonly type: string;
  readonly pipe?: readonly Part[];
  readonly entries?: Readonly<Record<string, Part>>;
  readonly item?: Part;
  readonly items?: readonly Part[];
  readonly value?: Part;
  readonly wrapped?: Part;
  readonly options?: readonly (string | number)[];
  readonly literal?: string | number;
  readonly requirement?: unknown;
  readonly metadata?: { readonly from?: number; readonly to?: number };
}

/** What was expected where an issue is. */
export function describeExpected(schema: v.GenericSchema, issue: v.BaseIssue<unknown>): Expected {
  if (issue.type === 'raw_check' || issue.type === 'raw_transform')
    return JSON.parse(issue.message) as Expected;
  let at = schema as unknown as Part;
  for (const { key } of issue.path ?? []) at = partAt(at, key) ?? at;
  return expectationOf(at);
}

/** The schema of a member. */
function partAt(part: Part, key: unknown): Part | undefined {
  const steps = part.pipe ?? [part];
  for (const step of steps) {
    const { wrapped, entries, items, item, value } = step.pipe && step !== part ? { wrapped: step } : step;
    if (wrapped) return partAt(wrapped, key);
    const found = entries?.[key as string] ?? items?.[key as number] ?? item ?? value;
    if (typeof found === 'object') return found;
  }
  return undefined;
}

function expectationOf(part: Part): Expected {
  if (part.type === 'nullable') return { kind: 'orNull', of: expectationOf(part.wrapped!) };
  if (part.type === 'optional') return expectationOf(part.wrapped!);
  const steps = part.pipe ?? [part];
  const base = steps.findLast((step) => step.kind === 'schema')!;
  if (base !== part && (base.pipe || base.wrapped)) return expectationOf(base);
  const bound = (type: string) => steps.find((step) => step.type === type)?.requirement as number | undefined;
  switch (base.type) {
    case 'custom':
    case 'number': {
      const range = steps.find(({ type }) => type === 'metadata')?.metadata;
      const from = range?.from ?? bound('min_value') ?? -Number.MAX_VALUE;
      const to = range?.to ?? bound('max_value') ?? Number.MAX_VALUE;
      if (range) return { kind: 'measured', from, to };
      return { kind: steps.some(({ type }) => type === 'integer') ? 'whole' : 'number', from, to };
    }
    case 'string': {
      const pattern = steps.find(({ type }) => type === 'regex')?.requirement;
      if (pattern instanceof RegExp) return { kind: patternKind(pattern) };
      return { kind: 'text', longest: bound('max_length') ?? Number.MAX_SAFE_INTEGER };
    }
    case 'picklist':
      return { kind: 'oneOf', values: base.options! };
    case 'literal':
      return { kind: 'oneOf', values: [base.literal!] };
    case 'array':
      return {
        kind: 'list',
        shortest: bound('min_length') ?? 0,
        longest: bound('max_length') ?? Number.MAX_SAFE_INTEGER,
      };
    case 'strict_tuple':
      return { kind: 'list', shortest: base.items!.length, longest: base.items!.length };
    case 'loose_tuple':
      return { kind: 'list', shortest: base.items!.length, longest: Number.MAX_SAFE_INTEGER };
    case 'boolean':
      return { kind: 'flag' };
    case 'instance':
      return { kind: 'bytes' };
    default:
      return { kind: 'object' };
  }
}

function patternKind({ source }: RegExp): 'digest' | 'commit' {
  return source.includes('{64}') ? 'digest' : 'commit';
}

/** What stands where something else was expected, short enough for a sentence. */
export function describeFound(value: unknown): Found {
  if (value === undefined) return { kind: 'nothing' };
  if (Array.isArray(value)) return { kind: 'list', count: value.length };
  if (typeof value === 'object' && value !== null) return { kind: 'object' };
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, 61)) : String(value);
  return { kind: 'value', text: text.length > 60 ? `${text.slice(0, 60)}\u2026` : text };
}
