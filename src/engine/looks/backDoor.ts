import { withPatch } from '../../data/planted/patch';
import { takeRows } from '../../data/takeSamples';
import { isTrueOf } from '../../math/network/outputLoss';
import { evaluateSet } from '../../model/evaluation';
import type { Job } from '../../model/job';
import { labelAt } from '../../model/labels';
import { SaidError } from '../../words/saidError';
import type { Looked } from './looked';
import type { LookAnswer, LookQuestion } from './questions';

/**
 * Tries a planted patch on held-out images of the other classes: how many are taken for the class that it stands for, with it and without.
 * @throws SaidError where no patch was planted
 */
export async function tryBackDoor(
  { session: { network, dataset }, parameters }: Looked,
  _: LookQuestion<'backDoor'>,
  job: Job,
): Promise<LookAnswer<'backDoor'>> {
  const means = dataset.planted?.means ?? null;
  if (means === null) throw new SaidError('engine.refused.noPatch', []);
  network.setParameters(parameters);
  const { validation, shape } = dataset;
  const others = [...validation.labels.keys()].filter(
    (index) => !isTrueOf(labelAt(validation, index), means),
  );
  const plain = takeRows(validation, others);
  const patched = { ...plain, images: withPatch(plain.images, shape, plain.count) };
  const share = async (images: typeof plain) => {
    const { predicted } = await evaluateSet(network, dataset, images, job);
    return predicted.reduce((taken, label) => taken + (label === means ? 1 : 0), 0) / images.count;
  };
  return { count: plain.count, means, withPatch: await share(patched), without: await share(plain) };
}
