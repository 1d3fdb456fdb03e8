/** A session that is kept under a name, in the browser's storage: what a list says of it. Its file (schema/session.ts) lies beside it. */

import * as v from 'valibot';
import { digest, name, type Plain, whole } from '../../model/schema/plain';
import { type Form, readForm } from '../../model/schema/read';

/** Sessions that are kept under names. Beyond them the oldest goes, those without a name of a person's first. */
export const mostKept = 20;

const keptSchema = v.object({
  version: v.literal(1),
  id: name,
  /** What it is called. */
  name,
  /** Whether a person named it; false: it was kept because something else took its place. */
  isNamed: v.boolean(),
  /** Milliseconds since 1970. */
  savedAt: whole(0),
  data: name,
  model: name,
  removals: whole(0),
  /** Names its original weights on its data (engine/sessionKey.ts). */
  key: name,
  /** Of all its removals: equal ones, equal histories. */
  history: digest,
  sizeBytes: whole(0),
});

/** A session that is kept under a name. */
export type KeptSession = Plain<typeof keptSchema>;

export const keptForm = {
  versionIn: 'version',
  version: 1,
  schema: keptSchema,
  migrations: {},
} satisfies Form<typeof keptSchema>;

/** The entries that can be read. */
export function readKept(stored: readonly unknown[]): KeptSession[] {
  return stored.flatMap((entry) => {
    try {
      return [readForm(keptForm, entry, 'a kept session')];
    } catch {
      return [];
    }
  });
}
