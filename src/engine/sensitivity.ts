import { pixelSensitivityOnGpu } from '../kernels/foci/pixelSensitivity';
import { pixelSensitivity } from '../math/dependence/pixelSensitivity';
import { matrix } from '../math/linear/matrix';
import { SaidError } from '../words/saidError';
import { readSample } from './forgetSet';
import { checkRequest } from './parameters';
import { drawCopies, perturb } from './perturb';
import type { RemovalJob } from './phases';
import type { RemovalRequest } from './request';
import type { Session } from './session';

/**
 * Remark 2: xi(pixel, loss) over the perturbed copies of the request's first sample, how much the loss depends on each pixel; the model stays as it is.
 * @returns one coefficient per pixel and channel: about 0 where the loss does not depend on it, at most 1
 */
export async function measureSensitivity(
  session: Session,
  request: RemovalRequest,
  { signal }: RemovalJob = {},
): Promise<Float64Array> {
  const { compute, network, parameters, dataset } = session;
  if (dataset.training.features) throw new SaidError('engine.refused.noPixels', []);
  checkRequest(request, dataset.training.count);
  const sample = readSample(session, request.samples[0]!);
  const count = request.perturbations;
  network.setParameters(parameters);
  const { losses } = await perturb(compute, network, [sample], request, { signal });
  const copies = matrix(count, sample.input.length, drawCopies(sample.input, request));
  const { gpu } = compute;
  return gpu && !gpu.software
    ? pixelSensitivityOnGpu(gpu, copies, losses, signal)
    : pixelSensitivity(copies, losses);
}
