import { digestOf } from '../../engine/digest';
import { pathTo } from '../../engine/session';
import { makeProvenance } from '../../model/makeProvenance';
import { readForm } from '../../model/schema/read';
import { say } from '../../words/say';
import type { OpenedModel } from '../opening/openedModel';
import { type Recipe, recipeForm } from '../schema/recipe';
import { accuraciesOf, stepOf } from '../schema/recipeText';

/**
 * How to have the open model again as it is now. The page adds its settings, and what it shows.
 * @param hasBranches with all removals, also those that do not lead to the present state
 */
export function describeRecipe(opened: OpenedModel, hasBranches: boolean): Recipe {
  const { dataset, network, trained, compute } = opened;
  const { architecture } = network;
  const { format, version } = recipeForm;
  const content = {
    ...{ format, version, settings: {} },
    provenance: makeProvenance(compute, trained ? { training: trained.card.seed } : {}),
    data: {
      ...{ id: dataset.id, name: dataset.name, digest: dataset.digest },
      ...{ trainingCount: dataset.training.count, validationCount: dataset.validation.count },
    },
    model: {
      id: architecture.id,
      name: architecture.name,
      digest: trained && digestOf(trained.session.trained.parameters),
      ...(architecture.scaling && { scaling: architecture.scaling.id }),
    },
    training: trained?.card ?? null,
    ...historyOf(trained, hasBranches),
  };
  // The reader leaves out what is no part of a recipe, and refuses what no reader would take.
  return readForm(recipeForm, content, say('lab.recipe.inLink'));
}

function historyOf(trained: OpenedModel['trained'], hasBranches: boolean) {
  if (!trained) return { steps: [], current: 0, expect: null };
  const { session } = trained;
  const expect = {
    digest: session.digest,
    accuracies: accuraciesOf(session.evaluation.metrics),
  };
  if (hasBranches) {
    const steps = session.removals.map(({ report }, i) => stepOf(report, i));
    return { steps, current: session.current, expect };
  }
  const steps = pathTo(session, session.current).map(({ report: { request } }) => ({ request }));
  return { steps, current: steps.length, expect };
}
