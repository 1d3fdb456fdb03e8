import { pixelSensitivityOnGpu } from '../kernels/foci/pixelSensitivity';
import { pixelSensitivity } from '../math/dependence/pixelSensitivity';
import { matrix } from '../math/linear/matrix';
import { norm } from '../math/linear/vector';
import { SaidError } from '../words/saidError';
import { readSample } from './forgetSet';
import { checkRequest } from './parameters';
import { drawCopies, perturb } from './perturb';
import type { RemovalJob } from './phases';
import type { RemovalRequest } from './request';
import type { Session } from './session';

/**
 * Remark 2: xi(pixel, loss) over the perturbed copies of the request's first sample, how much the loss depends on each pixel; the model stays as it is.
 * @returns one coefficient per pixel and channel: about 0 where the loss does not depend on it, at most 1. Of a text one number per token: the norm of the
 * coefficients of what it is embedded as, and 0 for padding
 */
export async function measureSensitivity(
  session: Session,
  request: RemovalRequest,
  { signal }: RemovalJob = {},
): Promise<Float64Array> {
  const { compute, network, parameters, dataset } = session;
  if (dataset.training.features && !dataset.text) throw new SaidError('engine.refused.noPixels', []);
  checkRequest(request, dataset.training.count);
  const sample = readSample(session, request.samples[0]!);
  const count = request.perturbations;
  network.setParameters(parameters);
  const { losses } = await perturb(compute, network, [sample], request, { signal });
  const drawn = drawCopies(network, sample.input, request);
  const copies = matrix(count, drawn.length / count, drawn);
  const { gpu } = compute;
  const coefficients =
    gpu && !gpu.software
      ? await pixelSensitivityOnGpu(gpu, copies, losses, signal)
      : pixelSensitivity(copies, losses);
  return dataset.text ? normOfTokens(coefficients, sample.input) : coefficients;
}

/** One number per token, from those of its channels. */
function normOfTokens(coefficients: Float64Array, tokens: Float32Array): Float64Array {
  const channels = coefficients.length / tokens.length;
  return Float64Array.from(tokens, (token, place) =>
    token === 0 ? 0 : norm(coefficients.subarray(place * channels, (place + 1) * channels)),
  );
}
