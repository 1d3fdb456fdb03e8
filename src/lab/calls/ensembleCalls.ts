import { attackRemovals } from '../../engine/yardstick/attackRemovals';
import { memorisationBy } from '../../engine/yardstick/ensembleMargins';
import type { EnsembleSpec } from '../../engine/yardstick/ensembleSpec';
import { estimateEnsemble } from '../../engine/yardstick/estimateEnsemble';
import { type EnsembleJob, type EnsembleLab, makeEnsemble } from '../../engine/yardstick/makeEnsemble';
import { SaidError } from '../../words/saidError';
import { presentModel, trainedModel } from '../host';
import { removalsOf } from '../opening/ensembles';
import type { FoundMargins } from '../opening/findMargins';
import type { TrainedModel } from '../opening/openedModel';
import type { Lab } from '../protocol';
import type { LabParts } from './labParts';

type EnsembleCalls = Pick<
  Lab,
  'ensemble' | 'chooseEnsemble' | 'memorisation' | 'estimateEnsemble' | 'makeEnsemble' | 'attack'
>;

/** The calls of the lab that are about the ensemble of the open model. Those that train run as jobs; models that are trained stay, whatever becomes of the job. */
export function ensembleCalls({ host, jobs, emit }: LabParts): EnsembleCalls {
  const { ensembles } = host;

  const labOf = ({ session: { compute, dataset, network } }: TrainedModel): EnsembleLab => ({
    compute,
    dataset,
    architecture: network.architecture,
  });

  /** @throws SaidError where nobody knows how the original was trained */
  function specOf({ session }: TrainedModel): EnsembleSpec {
    const spec = ensembles.specOf(session);
    if (!spec) throw new SaidError('engine.failed.notRetrainable', []);
    return spec;
  }

  const jobOf = (kind: 'ensemble' | 'attack', signal: AbortSignal): EnsembleJob => ({
    signal,
    onProgress: ({ done, count, fraction, remainingMs }) =>
      emit({ kind, done, count, fraction, remainingMs }),
  });

  async function make(trained: TrainedModel, signal: AbortSignal): Promise<FoundMargins> {
    const margins = await makeEnsemble(
      labOf(trained),
      specOf(trained),
      ensembles.store,
      jobOf('ensemble', signal),
    );
    signal.throwIfAborted();
    const found = { margins, from: 'made' } as const;
    ensembles.keep(found);
    return found;
  }

  return {
    async ensemble() {
      const { trained } = presentModel(host);
      return trained && ensembles.describe(trained);
    },

    async chooseEnsemble(choice) {
      const { trained } = presentModel(host);
      ensembles.choose(choice);
      return trained && ensembles.describe(trained);
    },

    async memorisation() {
      const { trained } = presentModel(host);
      const found = trained && (await ensembles.find(trained.session));
      if (!found) return null;
      const { values, errors } = memorisationBy(found.margins);
      return {
        ensemble: found.margins.key,
        values: Float32Array.from(values),
        errors: Float32Array.from(errors),
      };
    },

    async estimateEnsemble() {
      const trained = trainedModel(host);
      const spec = specOf(trained);
      const { made = 0 } = (await ensembles.describe(trained)) ?? {};
      return estimateEnsemble(labOf(trained), spec, spec.count - made);
    },

    makeEnsemble: () =>
      jobs.run('ensemble', async (signal) => {
        const trained = trainedModel(host);
        await make(trained, signal);
        return ensembles.describe(trained);
      }),

    attack: () =>
      jobs.run('attack', async (signal) => {
        const trained = trainedModel(host);
        const { session } = trained;
        const requests = removalsOf(session);
        if (requests.length === 0) throw new SaidError('engine.refused.nothingToAttack', []);
        const { margins } = (await ensembles.find(session)) ?? (await make(trained, signal));
        const job = jobOf('attack', signal);
        const report = await attackRemovals(labOf(trained), margins, ensembles.store, requests, job);
        signal.throwIfAborted();
        ensembles.keepAttack(report);
        return ensembles.describe(trained);
      }),
  };
}
