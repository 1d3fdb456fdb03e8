import { SaidError } from '../../words/saidError';
import { loadingJob, presentMachine, presentModel, trainedModel } from '../host';
import { findOriginal, fitting } from '../opening/findOriginal';
import { installWeights } from '../opening/installWeights';
import { withScaling } from '../opening/ownOriginal';
import type { Lab } from '../protocol';
import { describeRecipe } from '../recipe/describeRecipe';
import { compareWithRecipe, followRecipe } from '../recipe/followRecipe';
import { trainAgain } from '../recipe/trainAgain';
import type { Recipe } from '../schema/recipe';
import { type LabParts, leavingJob } from './labParts';

type RecipeCalls = Pick<Lab, 'recipe' | 'followRecipe'>;

/** The calls of the lab that are about recipes. */
export function recipeCalls(parts: LabParts): RecipeCalls {
  const { host, emit } = parts;

  /** Opens the original of a recipe and makes its removals; until all are made the open model stays. */
  const follow = async (recipe: Recipe, signal: AbortSignal) => {
    const { data, model } = recipe;
    const { digest } = model;
    if (digest === null) throw new SaidError('lab.recipe.untrained', []);
    const dataset = await host.library.find(data.id, data.digest, signal);
    if (!dataset) {
      throw new SaidError('lab.recipe.noData', [{ count: data.trainingCount, data: data.name }]);
    }
    const { compute } = presentMachine(host);
    const job = loadingJob(host, 'original', signal);
    const found =
      (await findOriginal(host, dataset, { id: model.id, digest }, signal)) ??
      (await trainAgain(compute, dataset, recipe, job));
    const original = await withScaling(found, dataset, model.scaling, compute, job);
    const place = { dataset, architecture: original.architecture };
    await installWeights(host, place, job, fitting(original), ({ session }) =>
      followRecipe(session, recipe, {
        signal,
        onProgress: (fraction) => emit({ kind: 'replay', fraction }),
      }),
    );
    await host.autosave.save(trainedModel(host), signal);
    return compareWithRecipe(trainedModel(host).session, recipe);
  };

  return {
    async recipe(hasBranches = false) {
      return describeRecipe(presentModel(host), hasBranches);
    },

    async followRecipe(recipe) {
      const outcomes: Awaited<ReturnType<typeof follow>>[] = [];
      const moment = await leavingJob(parts, 'replay', async (signal) => {
        outcomes.push(await follow(recipe, signal));
      });
      return { moment, outcome: outcomes[0]! };
    },
  };
}
