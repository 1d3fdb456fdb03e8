import { memorisationBy } from '../../engine/yardstick/ensembleMargins';
import type { EnsembleSpec } from '../../engine/yardstick/ensembleSpec';
import { estimateEnsemble } from '../../engine/yardstick/estimateEnsemble';
import type { EnsembleLab } from '../../engine/yardstick/makeEnsemble';
import { SaidError } from '../../words/saidError';
import { presentModel, trainedModel } from '../host';
import type { TrainedModel } from '../opening/openedModel';
import type { Lab } from '../protocol';
import type { EnsembleWork } from './ensembleWork';
import type { LabParts } from './labParts';

type EnsembleCalls = Pick<
  Lab,
  | 'ensemble'
  | 'chooseEnsemble'
  | 'memorisation'
  | 'estimateEnsemble'
  | 'makeEnsemble'
  | 'attack'
  | 'cancelBackground'
>;

/** The calls of the lab that are about the ensemble of the open model. Those that train begin a job in the background. */
export function ensembleCalls({ host, jobs }: LabParts, work: EnsembleWork): EnsembleCalls {
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

    makeEnsemble: work.makeEnsemble,

    attack: work.attack,

    async cancelBackground(id) {
      jobs.cancelBehind(id);
    },
  };
}
