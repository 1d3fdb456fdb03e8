/** What is measured of whether the forgotten comes back, as plain data. */

import * as v from 'valibot';
import { list, measured, name, type Plain, seed, share, whole } from '../../model/schema/plain';

const loss = measured(-0.01);

/** Relearning without the removed samples, of one model. */
const relearningSchema = v.object({
  /** Epochs until the mean loss on the removed samples is at or below the original's; null where it is not after `limit`. */
  epochs: v.nullable(measured(0)),
  /** That loss before the first step, and the lowest that was seen. */
  lossBefore: loss,
  lossLowest: loss,
});

/** A probe on a layer of one model. */
const probeSchema = v.object({
  /** Share of the removed samples whose label it reads, and its mean loss on them. */
  forgetAccuracy: share,
  forgetLoss: loss,
  /** Share of held-out images that it was not fitted to. */
  heldOutAccuracy: share,
});

const similarity = v.nullable(measured(-0.01, 1.01));

const layerSchema = v.object({
  layer: name,
  /** Values that are read of it for each image. */
  values: whole(1),
  probe: v.object({ original: probeSchema, unlearned: probeSchema, retrained: probeSchema }),
  /** Linear CKA on the held-out images that the probes were fitted to; null where a layer does not vary. */
  cka: v.object({
    unlearnedToOriginal: similarity,
    unlearnedToRetrained: similarity,
    retrainedToOriginal: similarity,
  }),
});

/** Accuracy and mean loss of a group of samples under each of the three models. */
const groupReading = v.object({ accuracy: share, loss });
const groupSchema = v.object({ original: groupReading, unlearned: groupReading, retrained: groupReading });

const neighboursSchema = v.object({
  /** Samples in each of the two groups. */
  count: whole(1),
  nearest: groupSchema,
  /** Drawn at random from the others. */
  control: groupSchema,
});

export const comebackSchema = v.object({
  /** Of the draws of probe images and control groups. */
  seed,
  relearning: v.object({
    limit: whole(1),
    unlearned: relearningSchema,
    retrained: relearningSchema,
  }),
  probes: v.object({
    /** Held-out images that the probes were fitted to, and those that they were tried on. */
    fitted: whole(1),
    tried: whole(1),
    layers: list(layerSchema),
  }),
  neighbours: v.object({
    /** Among the training samples that are left, and among held-out images; null where there are too few. */
    training: v.nullable(neighboursSchema),
    validation: v.nullable(neighboursSchema),
  }),
});

/** Whether what was removed comes back: by training on what is left, for a reader of the hidden layers, and in the samples around it. */
export type Comeback = Plain<typeof comebackSchema>;
export type ProbeReport = Plain<typeof probeSchema>;
export type LayerReport = Plain<typeof layerSchema>;
export type NeighbourReport = Plain<typeof neighboursSchema>;
export type GroupReport = Plain<typeof groupSchema>;
