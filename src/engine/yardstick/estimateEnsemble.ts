import { takeSamples } from '../../data/takeSamples';
import { runEpochs } from '../../model/training';
import { stagesOf } from '../../model/trainingRequest';
import { type EnsembleSpec, memberTraining } from './ensembleSpec';
import { drawHalf } from './halves';
import { type EnsembleLab, withNetwork } from './makeEnsemble';

/** How long the beginning of a training is looked at. */
const lookMs = 600;

/** About how long the models of an ensemble take, in milliseconds: by the pace of the first steps of one. @param models how many are to be trained */
export async function estimateEnsemble(
  lab: EnsembleLab,
  spec: EnsembleSpec,
  models: number,
): Promise<number> {
  const { dataset } = lab;
  const training = memberTraining(spec, 0);
  const { ended: _, ...request } = stagesOf(training)![0]!;
  const half = { ...dataset, training: takeSamples(dataset, drawHalf(spec.seed, 0, dataset.training.count)) };
  const stop = new AbortController();
  let first: { readonly at: number; readonly fraction: number } | null = null;
  let perEpochMs = Number.NaN;
  const onProgress = ({ fraction }: { readonly fraction: number }) => {
    const now = performance.now();
    // The first step compiles.
    first ??= { at: now, fraction };
    const epochs = (fraction - first.fraction) * request.epochs;
    if (epochs > 0) perEpochMs = (now - first.at) / epochs;
    if (epochs > 0 && now - first.at > lookMs) stop.abort();
  };
  await withNetwork(lab, async (network) => {
    await runEpochs(network, half, request, { signal: stop.signal, onProgress }).catch((error: unknown) => {
      if (!stop.signal.aborted) throw error;
    });
  });
  return perEpochMs * training.epochs * models;
}
