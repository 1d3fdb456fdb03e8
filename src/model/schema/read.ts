/** The one way in for what lies in files and in storage: through a schema, or refused by file, field, what was expected and what was found. */

import * as v from 'valibot';
import type { Expected, Found } from '../../words/expected';
import { SaidError } from '../../words/saidError';
import { describeExpected, describeFound } from './describeExpected';
import type { Plain } from './plain';

type FieldCode = 'model.field' | 'model.newerVersion' | 'model.olderVersion';

/** A value of a file that is not what its schema asks for. */
export class FieldError<C extends FieldCode = FieldCode> extends SaidError<C> {
  override readonly name = 'FieldError';

  /** The place in the file, "removals[3].report.samples"; empty for the whole of it. */
  get where(): string {
    return (this.said as unknown as { readonly values: { readonly where: string } }).values.where;
  }
}

/**
 * Reads plain data by a schema; members that it does not have are passed over.
 * @param file the name of the file, or of the place in the storage, for the message
 * @throws FieldError
 */
export function readPlain<S extends v.GenericSchema>(schema: S, value: unknown, file: string): Plain<S> {
  const read = tryPlain(schema, value);
  if ('wrong' in read) throw new FieldError('model.field', [{ file, ...read.wrong }]);
  return read.value;
}

/** A value of a wrong kind: where it is, what it may be, and what it is. */
export interface WrongField {
  readonly where: string;
  readonly expected: Expected;
  readonly found: Found;
}

/** Reads as readPlain does, and gives back what is wrong. */
export function tryPlain<S extends v.GenericSchema>(
  schema: S,
  value: unknown,
): { readonly value: Plain<S> } | { readonly wrong: WrongField } {
  const { success, output, issues } = v.safeParse(schema, value, { abortEarly: true, abortPipeEarly: true });
  if (success) return { value: output as Plain<S> };
  const issue = issues[0];
  return {
    wrong: {
      where: placeOf(issue),
      expected: describeExpected(schema, issue),
      found: describeFound(issue.path ? issue.path.at(-1)!.value : issue.input),
    },
  };
}

function placeOf({ path }: v.BaseIssue<unknown>): string {
  return (path ?? []).reduce<string>((place, { key }) => {
    if (typeof key === 'number') return `${place}[${key}]`;
    return place === '' ? String(key) : `${place}.${key}`;
  }, '');
}

type Members = Readonly<Record<string, unknown>>;

/** A kind of thing that is written, its present version, and the way from its older ones. */
export interface Form<S extends v.GenericSchema = v.GenericSchema> {
  /** What says that a file is of this kind: its member `format`; absent where it has none. */
  readonly format?: string;
  /** The member that holds the version. */
  readonly versionIn: 'version' | 'schemaVersion';
  readonly version: number;
  /** The version of those that say none; absent: all say one. */
  readonly unversioned?: number;
  readonly schema: S;
  /** By version: what makes one of the next version of it. What a later version added gets a value that says that nothing is known. */
  readonly migrations: Readonly<Record<number, (older: Members) => Members>>;
}

/** The oldest version that can be read. */
export function oldestVersion({ version, migrations }: Form): number {
  return Math.min(version, ...Object.keys(migrations).map(Number));
}

/**
 * Refuses what is of another kind, or of a version that this lab cannot read.
 * @throws FieldError, which of another version says what can be done
 */
export function checkHeader(form: Form, value: unknown, file: string): void {
  const { format, versionIn, version } = form;
  if (format !== undefined) readPlain(v.object({ format: v.literal(format) }), value, file);
  const found = isMembers(value) ? value[versionIn] : undefined;
  if (!Number.isInteger(found)) return;
  const oldest = oldestVersion(form);
  const values = { file, where: versionIn, found: String(found), oldest, newest: version };
  if ((found as number) > version) throw new FieldError('model.newerVersion', [values]);
  if ((found as number) < oldest) throw new FieldError('model.olderVersion', [values]);
}

/**
 * Reads a thing of any of its versions.
 * @throws FieldError
 */
export function readForm<S extends v.GenericSchema>(form: Form<S>, value: unknown, file: string): Plain<S> {
  checkHeader(form, value, file);
  return readPlain(form.schema, migrate(form, value), file);
}

/** A thing of an older version as one of the present one. What it is none of stays as it is, for the schema to refuse. */
function migrate({ versionIn, version, unversioned, migrations }: Form, value: unknown): unknown {
  if (!isMembers(value)) return value;
  let members: Members = value;
  if (unversioned !== undefined && value[versionIn] === undefined) {
    members = { ...value, [versionIn]: unversioned };
  }
  for (let at = members[versionIn] as number; at < version; at += 1) {
    const step = migrations[at];
    if (!step) return members;
    members = { ...step(members), [versionIn]: at + 1 };
  }
  return members;
}

/** A thing within another, of any of its versions. */
// @__NO_SIDE_EFFECTS__
export function versioned<S extends v.GenericSchema>(form: Form<S>) {
  return v.pipe(
    v.unknown(),
    v.transform((value) => migrate(form, value)),
    form.schema,
  );
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
