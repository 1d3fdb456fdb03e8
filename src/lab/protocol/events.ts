/** What the worker tells without being asked. */

import type { ImageSet, ImageShape } from '../../data/dataset';
import type { RemovalPhase, StepTaken } from '../../engine/report';
import type { EpochProgress } from '../../model/training';
import type { Message, Text } from '../../words/catalogue';
import type { BackgroundJob, BackgroundOutcome } from '../jobs/background';
import type { RunningJob } from '../jobs/jobs';
import type { Moment } from './moment';

/** The first training images of data of which the others are still to come. */
export interface FirstImages extends ImageSet {
  readonly shape: ImageShape;
  readonly classNames: readonly string[];
}

export type LabEvent =
  | { readonly kind: 'loading'; readonly what: Text; readonly fraction: number }
  | { readonly kind: 'firstImages'; readonly images: FirstImages }
  | { readonly kind: 'training'; readonly progress: EpochProgress }
  | { readonly kind: 'removal'; readonly phase: RemovalPhase; readonly fraction: number }
  /** What the step of the removal that runs does to its one sample, while the model is still measured. */
  | { readonly kind: 'step'; readonly taken: StepTaken }
  | { readonly kind: 'blankets'; readonly fraction: number }
  | { readonly kind: 'retraining'; readonly progress: EpochProgress }
  | { readonly kind: 'comeback' | 'rewindLine'; readonly fraction: number }
  /** How far the models of a noise band are, or those of other seeds. */
  | {
      readonly kind: 'band' | 'seeds';
      readonly done: number;
      readonly count: number;
      readonly fraction: number;
      readonly remainingMs: number;
    }
  /** How far the answer to a look is. */
  | { readonly kind: 'look'; readonly fraction: number }
  | { readonly kind: 'replay'; readonly fraction: number }
  /** The job that runs has started or got on; null: none runs. */
  | { readonly kind: 'job'; readonly job: RunningJob | null }
  /** The job in the background has begun, got on, rests or goes on. */
  | { readonly kind: 'background'; readonly job: BackgroundJob }
  /** It has ended. */
  | ({ readonly kind: 'backgroundEnded' } & BackgroundOutcome)
  /** Whether another window has the open session too, when that changes. */
  | { readonly kind: 'windows'; readonly elsewhere: boolean }
  /** Something was saved for the first time: from now on the browser has something to keep. */
  | { readonly kind: 'saved' }
  /** The device was lost and the lab is rebuilt on a new one: what the page shows is now this. */
  | { readonly kind: 'rebuilt'; readonly moment: Moment; readonly message: Message }
  | { readonly kind: 'failure'; readonly message: Message };
