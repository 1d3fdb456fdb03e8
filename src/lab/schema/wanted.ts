/** What was begun in the background and is not done: an ensemble, or an attack on one. It lies beside the models, and a later visit goes on with it. */

import * as v from 'valibot';
import { requestSchema } from '../../engine/request';
import { ensembleCount } from '../../engine/yardstick/ensembleNumbers';
import { list, type Plain, seed, whole } from '../../model/schema/plain';
import { type Form, readForm } from '../../model/schema/read';

const wantedSchema = v.object({
  version: v.literal(1),
  kind: v.picklist(['ensemble', 'attack']),
  /** Of the ensemble: its models, and the seed of their halves and trainings. */
  count: whole(ensembleCount.minimum, ensembleCount.maximum),
  seed,
  /** Of an attack: the removals. */
  requests: list(requestSchema),
  /** How often it was gone on with by itself without one more model being done. */
  tries: whole(0),
});

export type Wanted = Plain<typeof wantedSchema>;

export const wantedForm = {
  versionIn: 'version',
  version: 1,
  schema: wantedSchema,
  migrations: {},
} satisfies Form<typeof wantedSchema>;

/** What is wanted, by the keys of the ensembles; what cannot be read is not wanted. @param stored as it lies in the storage */
export function readWanted(stored: ReadonlyMap<string, unknown>): Map<string, Wanted> {
  const wanted = new Map<string, Wanted>();
  for (const [ensemble, value] of stored) {
    try {
      wanted.set(ensemble, readForm(wantedForm, value, 'what was begun in the background'));
    } catch {
      // Nobody goes on with it; its models stay.
    }
  }
  return wanted;
}
