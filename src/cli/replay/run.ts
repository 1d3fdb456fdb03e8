/** `lethe replay`: the removals of a link, a recipe or a session, made again. */

import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Dataset } from '../../data/dataset';
import { digestOf } from '../../engine/digest';
import { findShipped } from '../../lab/opening/findOriginal';
import { openOriginal } from '../../lab/opening/openOriginal';
import { type OriginalOnData, withScaling } from '../../lab/opening/ownOriginal';
import { compareWithRecipe, followRecipe, type RecipeOutcome } from '../../lab/recipe/followRecipe';
import { trainAgain } from '../../lab/recipe/trainAgain';
import { exportSession } from '../../lab/saving/exportSession';
import type { Recipe } from '../../lab/schema/recipe';
import { readRecipe, recipeLetters } from '../../lab/schema/recipeText';
import type { Compute } from '../../model/compute';
import { SaidError } from '../../words/saidError';
import { say, sayMessage } from '../../words/say';
import { InputError, OptionError } from '../commandError';
import { type ExitCode, exitCodes } from '../exitCodes';
import { readOptional } from '../folder/files';
import { loadData } from '../loadData';
import { loadCheckpoint, loadOwn, picturesOfModel, shippedWeights } from '../loadWeights';
import { openNodeCompute } from '../nodeCompute';
import { showLine } from '../progress';
import type { Stop } from '../stop';
import type { ReplaySpec } from './options';

/** The seed of the data that the lab draws. */
const dataSeed = 1;

/** Runs the command: 0 where the same weights came of it, 1 where others did. */
export async function runReplay(spec: ReplaySpec, stop: Stop): Promise<ExitCode> {
  try {
    return await replay(spec, stop);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    console.error(`\n${say('cli.stopped')}`);
    return stop.exitCode();
  }
}

async function replay(spec: ReplaySpec, stop: Stop): Promise<ExitCode> {
  const recipe = await readSource(spec.source);
  const given = await findData(spec, recipe, stop.signal);
  const compute = await openNodeCompute(spec.backend);
  const { data, model, steps } = recipe;
  const about = { data: data.name, count: data.trainingCount, model: model.name, steps: steps.length };
  console.error(say('cli.replay.about', about));
  const { original, dataset } = await findWeights(spec, recipe, given, compute, stop.signal);
  const line = showLine();
  const onProgress = (fraction: number) => {
    const made = Math.min(steps.length, Math.floor(fraction * steps.length) + 1);
    line.often(() => say('cli.replay.removal', { made, steps: steps.length }));
  };
  const job = { signal: stop.signal, onProgress };
  const { trained } = await openOriginal(
    { compute, dataset },
    original,
    { signal: stop.signal },
    ({ session }) => followRecipe(session, recipe, job),
  );
  line.end();
  const outcome = compareWithRecipe(trained.session, recipe);
  tell(outcome, spec.json);
  if (spec.out) {
    const { bytes } = await exportSession(trained, 'json');
    await writeFile(spec.out, bytes);
    console.error(say('cli.replay.wrote', { file: spec.out }));
  }
  return outcome.isSame === false ? exitCodes.failed : exitCodes.done;
}

function tell(outcome: RecipeOutcome, isJson: boolean): void {
  const said = outcome.said.map(sayMessage);
  console.log(isJson ? JSON.stringify({ ...outcome, said }, null, 2) : said.join('\n'));
}

/** @throws InputError where there is neither a recipe in the words nor a file of this name */
async function readSource(source: string): Promise<Recipe> {
  if (recipeLetters(source) !== null || /^recipe=/.test(source)) return readRecipe(source, source);
  const bytes = await readOptional(source);
  if (!bytes) throw new InputError('cli.replay.missing', [{ file: source }]);
  return readRecipe(new TextDecoder().decode(bytes), basename(source));
}

/** The data of the recipe: of the lab, all or as many as the recipe is of, or those that were named; pictures of the size that a model of one's own takes. */
async function findData(
  { data: named, checkpoint }: ReplaySpec,
  recipe: Recipe,
  signal: AbortSignal,
): Promise<Dataset> {
  const { id, name, digest, trainingCount } = recipe.data;
  if (named.length === 0 && id === 'files') throw new OptionError('cli.replay.ownData', [{ name }]);
  const from = named.length > 0 ? named : [id];
  const pictures = await picturesOfModel(checkpoint ?? null);
  const options = { seed: dataSeed, signal, ...(pictures && { pictures }) };
  const whole = await loadData(from, options);
  // Of the features that such a model makes of its pictures the recipe has the digest.
  if (pictures || whole.digest === digest) return whole;
  if (trainingCount < whole.training.count) {
    const part = await loadData(from, { ...options, trainingLimit: trainingCount });
    if (part.digest === digest) return part;
  }
  return refuseData(recipe, whole);
}

function refuseData({ data: { name, trainingCount } }: Recipe, whole: Dataset): never {
  throw new InputError('cli.replay.otherData', [
    { count: trainingCount, data: name, hereCount: whole.training.count, here: whole.name },
  ]);
}

/** The original weights: those that were named, those that ship, or the training of the recipe made again. */
async function findWeights(
  { checkpoint }: ReplaySpec,
  recipe: Recipe,
  dataset: Dataset,
  compute: Compute,
  signal: AbortSignal,
): Promise<OriginalOnData> {
  const { id, name, digest, scaling } = recipe.model;
  if (digest === null) throw new SaidError('lab.recipe.untrained', []);
  if (checkpoint) {
    const own = await loadOwn(checkpoint, dataset, compute, signal, scaling);
    if (own && own.dataset.digest !== recipe.data.digest) return refuseData(recipe, own.dataset);
    const original = own?.original ?? (await loadCheckpoint(checkpoint, dataset));
    if (digestOf(original.trained.weights.parameters) === digest) {
      const here = own?.dataset ?? dataset;
      return { original: await withScaling(original, here, scaling, compute, { signal }), dataset: here };
    }
    throw new InputError('cli.replay.otherWeights', [{ model: name, path: checkpoint }]);
  }
  const shipped = await findShipped(shippedWeights, dataset, { id, digest }, signal);
  if (shipped) return { original: shipped, dataset };
  console.error(say('cli.replay.training'));
  return { original: await trainAgain(compute, dataset, recipe, { signal }), dataset };
}
