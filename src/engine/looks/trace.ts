import type { Job } from '../../model/job';
import { SaidError } from '../../words/saidError';
import { searchBlanket } from '../blanket';
import { readSample } from '../forgetSet';
import { checkRequest } from '../parameters';
import { perturb } from '../perturb';
import { needsBlanket } from '../selectSlices';
import type { Looked } from './looked';
import type { LookAnswer, LookQuestion } from './questions';

/**
 * Every candidate's T at every step: steps 1 and 2 of Algorithm 1 once more, on the model that the removal begins with. Where each sample of a batch has a
 * blanket of its own it is that of one of them, the first where none is named.
 * @throws SaidError where the request selects without L-FOCI, or a sample is not in the data
 */
export async function traceSelection(
  { session, parameters }: Looked,
  { request, sample }: LookQuestion<'trace'>,
  { signal, onProgress }: Job,
): Promise<LookAnswer<'trace'>> {
  const { compute, network, dataset } = session;
  checkRequest(request, dataset.training.count);
  if (!needsBlanket(request)) throw new SaidError('engine.looks.noTrace', []);
  const isUnion = request.batch === 'union' && request.samples.length > 1;
  const samples = isUnion ? [sample ?? request.samples[0]!] : request.samples;
  const inputs = samples.map((one) => readSample(session, one));
  network.setParameters(parameters);
  const perturbation = await perturb(compute, network, inputs, request, {
    signal,
    onProgress: (fraction) => onProgress?.(fraction / 2),
  });
  const { trace, path } = await searchBlanket(compute, perturbation, request, { signal });
  const { steps, selected, stop, constantColumns } = trace!;
  return { steps, selected, stop, constant: constantColumns, path, samples };
}
