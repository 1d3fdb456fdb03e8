/** The removals of a recipe, made again in a session that has none, and whether the same came of it. */

import { digestOf } from '../../engine/digest';
import { withRecordedKernels } from '../../engine/recordedKernels';
import { goTo, type Session } from '../../engine/session';
import { unlearn } from '../../engine/unlearn';
import { breathe, type Job } from '../../model/job';
import type { Message } from '../../words/catalogue';
import { SaidError, sayError } from '../../words/saidError';
import { message } from '../../words/say';
import type { Recipe } from '../schema/recipe';
import { accuraciesOf } from '../schema/recipeText';

/** What came of a recipe. */
export interface RecipeOutcome {
  /** How many removals were made. */
  readonly made: number;
  /** Of the weights that came of it. */
  readonly digest: string;
  /** The digest that the recipe names; null: it names none. */
  readonly expected: string | null;
  /** Whether the two are the same; null where it names none. */
  readonly isSame: boolean | null;
  /** What is to be said of it: the digest, the accuracies, and why they may differ. */
  readonly said: readonly Message[];
}

/**
 * Makes the removals of a recipe, with the kernels that it was recorded with.
 * @throws SaidError that says which of them cannot be made, and why; AbortError when cancelled
 */
export async function followRecipe(
  session: Session,
  { steps, current, provenance }: Pick<Recipe, 'steps' | 'current'> & Partial<Pick<Recipe, 'provenance'>>,
  { signal, onProgress }: Job = {},
): Promise<void> {
  for (const [place, { from = place, request }] of steps.entries()) {
    onProgress?.(place / steps.length);
    try {
      if (session.current !== from) await goTo(session, from, { signal });
      // What was made once may have had noise that is refused today.
      await withRecordedKernels(session, provenance ?? null, () =>
        unlearn(session, request, { signal, isRecorded: true }),
      );
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof SaidError)) throw error;
      const problem = sayError(error);
      throw new SaidError('lab.recipe.step', [{ step: place + 1, steps: steps.length, problem }]);
    }
    await breathe(signal);
  }
  if (session.current !== current) await goTo(session, current, { signal });
  onProgress?.(1);
}

/** Compares a session, after the removals of a recipe, with what the recipe expects. */
export function compareWithRecipe(session: Session, recipe: Recipe): RecipeOutcome {
  const { expect } = recipe;
  const { digest } = session;
  const made = session.removals.length;
  const expected = expect?.digest ?? null;
  const isSame = expected === null ? null : expected === digest;
  const outcome = { made, digest, expected, isSame };
  if (expected === null) return { ...outcome, said: [message('lab.recipe.notSaid', { digest })] };
  if (isSame) return { ...outcome, said: [message('lab.recipe.same', { count: made, digest })] };
  const said = [
    message('lab.recipe.different', { expected, digest }),
    ...compareOriginals(session, recipe),
    ...compareAccuracies(session, recipe),
    whyDifferent(session, recipe),
  ];
  return { ...outcome, said };
}

function compareOriginals({ trained }: Session, { model }: Recipe): Message[] {
  const isOther = model.digest !== null && digestOf(trained.parameters) !== model.digest;
  return isOther ? [message('lab.recipe.otherOriginal', { model: model.name })] : [];
}

const accuracies = ['residual', 'validation', 'forget'] as const;

function compareAccuracies({ evaluation }: Session, { expect }: Recipe): Message[] {
  const wanted = expect?.accuracies;
  if (!wanted) return [];
  const found = accuraciesOf(evaluation.metrics);
  const changes = accuracies
    .filter((of) => wanted[of] !== found[of])
    .map((of) => ({ of, expected: wanted[of], found: found[of] }));
  if (changes.length === 0) return [message('lab.recipe.sameAccuracies')];
  return [message('lab.recipe.otherAccuracies', { changes })];
}

function whyDifferent({ compute }: Session, { provenance }: Recipe): Message {
  const { backend, device = backend } = compute;
  if (!provenance || (provenance.backend === backend && provenance.adapter === device)) {
    return message('engine.replay.sameDevice');
  }
  return message('engine.replay.otherDevice', {
    backend: provenance.backend,
    device: provenance.adapter,
    kernels: provenance.kernels ?? null,
    hereBackend: backend,
    here: device,
  });
}
