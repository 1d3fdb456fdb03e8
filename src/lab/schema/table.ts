/** All that the lab writes: a row for each kind, with its version, its schema and the way from its older versions. docs/schema is made of it. */

import type * as v from 'valibot';
import { reportForm } from '../../engine/report';
import { requestSchema } from '../../engine/request';
import { attackForm } from '../../engine/yardstick/attackReport';
import { bandCardForm } from '../../engine/yardstick/bandFile';
import { comparisonForm } from '../../engine/yardstick/comparison';
import { ensembleCardForm } from '../../engine/yardstick/ensembleFile';
import { cardForm } from '../../model/card';
import type { Form } from '../../model/schema/read';
import { keptForm } from './kept';
import { recipeForm } from './recipe';
import { releaseForm } from './release';
import { runCardForm, runEventForm } from './runFolder';
import { sessionForm } from './session';
import { headSchema, storedCheckpointSchema, visitForm } from './storage';
import { trainingIdentitySchema, trainingProgressSchema } from './training';
import { wantedForm } from './wanted';

/** Things of their own version. */
export const writtenForms = {
  /** card.json of a checkpoint. */
  card: cardForm,
  /** A removal: a line of removals.jsonl, a member of a session. */
  report: reportForm,
  /** A line of comparisons.jsonl, a member of a session. */
  comparison: comparisonForm,
  /** A line of removals.jsonl that is no removal. */
  event: runEventForm,
  /** run.json. */
  run: runCardForm,
  /** *.lethe-session.json. */
  session: sessionForm,
  /** *.lethe-release.json: a model as it was given away. */
  release: releaseForm,
  /** *.lethe-recipe.json, and what stands in a link behind "#recipe=". */
  recipe: recipeForm,
  /** A session under a name, in the browser's storage. */
  kept: keptForm,
  /** A model on its data, in the browser's storage. */
  visit: visitForm,
  /** What was begun in the background and is not done, in the browser's storage. */
  wanted: wantedForm,
  /** An ensemble that ships: a member of index.json. */
  ensemble: ensembleCardForm,
  /** A noise band that ships: a member of bands.json. */
  band: bandCardForm,
  /** What `lethe attack --json` writes. */
  attack: attackForm,
} as const satisfies Record<string, Form>;

/** Things of the version of what they lie in. */
export const writtenParts = {
  /** A removal, as it was asked for. */
  request: requestSchema,
  /** The head of a session, in the browser's storage. */
  head: headSchema,
  /** A checkpoint under a name, in the browser's storage. */
  storedCheckpoint: storedCheckpointSchema,
  /** training.json, of a training of the command line that is not finished. */
  training: trainingIdentitySchema,
  /** What is done of a training, in the browser's storage or in a folder. */
  trainingProgress: trainingProgressSchema,
} as const satisfies Record<string, v.GenericSchema>;
