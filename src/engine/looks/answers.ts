/** The function that answers each question, a row a question. */

import type { Job } from '../../model/job';
import { measureSensitivity } from '../sensitivity';
import { scoreForAttack } from './attack';
import { measureAttributes } from './attributes';
import { tryBackDoor } from './backDoor';
import { compareLayers, countPredictions } from './comparisons';
import { embed } from './embedding';
import { readActivations, readProbabilities } from './images';
import type { Looked } from './looked';
import type { LookAnswer, LookedModel, LookName, LookQuestion } from './questions';
import { findNeighbours, scoreSamples } from './samples';
import { findFavourites, readSlice } from './slices';
import { traceSelection } from './trace';

/** Finds the weights of another model that a question names. */
export type FindLooked = (model: LookedModel) => Promise<Looked>;

type Answer<N extends LookName> = (
  looked: Looked,
  question: LookQuestion<N>,
  job: Job,
  find: FindLooked,
) => LookAnswer<N> | Promise<LookAnswer<N>>;

/** Each may leave the network with the weights that it looked at; whoever asks puts those of the session back. */
export const answers: { readonly [N in LookName]: Answer<N> } = {
  trace: traceSelection,
  sliceWeights: readSlice,
  favourites: findFavourites,
  activations: readActivations,
  probabilities: readProbabilities,
  embedding: embed,
  predictions: countPredictions,
  layers: async (looked, { other }, job, find) => compareLayers(looked, await find(other), job),
  attackScores: scoreForAttack,
  neighbours: findNeighbours,
  sampleScores: scoreSamples,
  backDoor: tryBackDoor,
  attributes: measureAttributes,
  sensitivity: ({ session, parameters }, { request }, job) =>
    measureSensitivity({ ...session, parameters }, request, job),
};
