import { answers } from '../../engine/looks/answers';
import { findLooked, type Looked } from '../../engine/looks/looked';
import type { LookAnswer, LookedModel, LookName, LookQuestion } from '../../engine/looks/questions';
import { remakeState } from '../../engine/remakeState';
import { WeightsMissing } from '../../engine/session';
import { trainedModel } from '../host';
import { createLookCache } from '../looks/lookCache';
import type { TrainedModel } from '../opening/openedModel';
import type { Lab } from '../protocol';
import type { LabParts } from './labParts';

type LookCalls = Pick<Lab, 'look'>;

/**
 * The call that looks at a model. An answer is kept by the weights' digest and the question: what was answered once is answered at once again, also while a
 * job runs. Nothing that a look does is left: the network has the session's weights afterwards.
 */
export function lookCalls({ host, jobs, emit }: LabParts): LookCalls {
  const cache = createLookCache();

  const find = ({ session, comparisons }: TrainedModel, model: LookedModel) =>
    findLooked(session, comparisons, model);

  /** What an answer depends on. */
  async function keyOf(trained: TrainedModel, looked: Looked, question: LookQuestion): Promise<string> {
    const { dataset, network } = trained.session;
    const other = 'other' in question ? (await find(trained, question.other)).digest : '';
    const removed = looked.removed.join(' ');
    return [
      dataset.digest,
      network.architecture.id,
      looked.digest,
      other,
      removed,
      JSON.stringify(question),
    ].join('\n');
  }

  /** The answer that is kept, and what it is kept by. */
  async function known(model: LookedModel, question: LookQuestion): Promise<unknown> {
    const trained = trainedModel(host);
    try {
      return cache.find(await keyOf(trained, await find(trained, model), question));
    } catch (error) {
      if (error instanceof WeightsMissing) return undefined;
      throw error;
    }
  }

  return {
    async look<N extends LookName>(model: LookedModel, question: LookQuestion<N>) {
      const answered = await known(model, question as LookQuestion);
      if (answered !== undefined) return answered as LookAnswer<N>;
      return jobs.run('look', async (signal) => {
        const trained = trainedModel(host);
        const { session } = trained;
        const onProgress = (fraction: number) => emit({ kind: 'look', fraction });
        const findAgain = async (one: LookedModel): Promise<Looked> => {
          try {
            return await find(trained, one);
          } catch (error) {
            if (!(error instanceof WeightsMissing)) throw error;
            await remakeState(session, error.state, { signal });
            return find(trained, one);
          }
        };
        try {
          const looked = await findAgain(model);
          const answer = await answers[question.kind as N](
            looked,
            question,
            { signal, onProgress },
            findAgain,
          );
          signal.throwIfAborted();
          cache.keep(await keyOf(trained, looked, question as LookQuestion), answer);
          return answer;
        } finally {
          session.network.setParameters(session.parameters);
        }
      });
    },
  };
}
