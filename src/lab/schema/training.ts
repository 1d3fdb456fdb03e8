/** What lies of a training that is not finished: which one it is, and what is done of it. */

import * as v from 'valibot';
import { backendNames } from '../../model/provenance';
import { digest, name, number, type Plain, rule, whole } from '../../model/schema/plain';
import { trainingRanges, trainingRequestSchema } from '../../model/trainingRequest';

const values = v.pipe(
  v.instance(Float32Array),
  v.check((found) => found.every(Number.isFinite)),
);

/** model/trainingProgress.ts. Whether it fits a training is for that one to say. */
export const trainingProgressSchema = v.pipe(
  v.object({
    stage: whole(0, 1_000_000),
    epoch: whole(1, trainingRanges.epochs.to),
    parameters: values,
    previous: values,
    optimizer: values,
    spentMs: number(0),
  }),
  rule(({ parameters, previous }) =>
    previous.length === parameters.length
      ? null
      : {
          at: ['previous', 'length'],
          expected: { kind: 'whole', from: parameters.length, to: parameters.length },
        },
  ),
);

/** training.json, in the folder of a model that is being trained. */
export const trainingIdentitySchema = v.object({
  dataset: name,
  /** Of the training images and labels. */
  data: digest,
  validationCount: whole(0, 2 ** 31 - 1),
  model: name,
  precision: v.picklist(['float32', 'float16']),
  backend: v.picklist(backendNames),
  request: trainingRequestSchema,
});

/** Everything that trained weights depend on. */
export type TrainingIdentity = Plain<typeof trainingIdentitySchema>;
