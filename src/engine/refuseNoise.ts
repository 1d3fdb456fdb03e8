import type { Message } from '../words/catalogue';
import { errorOf } from '../words/saidError';
import { message } from '../words/say';
import type { RemovalSettings } from './request';

type NoiseSettings = Pick<RemovalSettings, 'method' | 'update' | 'curvature' | 'noise'>;

/**
 * Why a new removal draws no noise by Sekhari's formula; null where it may, or none is asked for. The formula has sqrt(2 ln(1.25 / delta)) / epsilon, which holds
 * for epsilon below 1, and is about Newton's step on the Hessian of what is left.
 */
export function whyNoNoise({ method, update, curvature, noise }: NoiseSettings): Message | null {
  if (noise === null || method !== 'algorithm1') return null;
  if (noise.epsilon >= 1) return message('engine.refused.noiseEpsilon', { epsilon: noise.epsilon });
  if (update !== 'sekhari') return message('engine.refused.noiseUpdate', { update });
  if (curvature.startsWith('authors-')) return message('engine.refused.noiseCurvature', { curvature });
  return null;
}

/**
 * Refuses noise where no formula speaks of it. Removals that were made before there was this rule are made again as they were.
 * @throws SaidError that says why
 */
export function refuseNoise(settings: NoiseSettings): void {
  const reason = whyNoNoise(settings);
  if (reason) throw errorOf(reason);
}
