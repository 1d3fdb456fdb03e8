import type { Dataset } from '../../data/dataset';
import type { RemovalRequest } from '../../engine/report';
import { pathTo, type Session, standing } from '../../engine/session';
import { attackKey } from '../../engine/yardstick/attackRemovals';
import { type AttackReport, attackForm } from '../../engine/yardstick/attackReport';
import { wholeRows } from '../../engine/yardstick/ensembleMargins';
import { ensembleCount, ensembleSeed } from '../../engine/yardstick/ensembleNumbers';
import {
  type EnsembleChoice,
  type EnsembleSpec,
  ensembleKey,
  specOf,
} from '../../engine/yardstick/ensembleSpec';
import { outPercentiles } from '../../engine/yardstick/outPercentiles';
import { readForm } from '../../model/schema/read';
import { stagesOf } from '../../model/trainingRequest';
import type { EnsembleState } from '../protocol';
import type { EnsembleStore } from '../store';
import { type FoundMargins, findMargins } from './findMargins';
import type { TrainedModel } from './openedModel';
import type { ShippedEnsembles } from './shippedEnsembles';

/** The ensembles of the models that are open. */
export interface Ensembles {
  readonly store: EnsembleStore;
  /** From now on the ensembles are these, of every model; at first those that ship. */
  choose(choice: EnsembleChoice): void;
  /** Does so where nobody has chosen yet. */
  propose(choice: EnsembleChoice): void;
  /** The ensemble of a model: the one that is chosen, or of so many models with this seed; null where nobody knows how the model was trained. */
  specOf(session: Session, choice?: EnsembleChoice): EnsembleSpec | null;
  /** Margins of all models of an ensemble; null where they are not there. What cannot be read counts as not there. */
  findOf(spec: EnsembleSpec, dataset: Dataset): Promise<FoundMargins | null>;
  /** Those of the ensemble of a model. */
  find(session: Session): Promise<FoundMargins | null>;
  /** Takes over margins that were made just now. */
  keep(found: FoundMargins): void;
  /** Takes over what an attack found just now. A store that cannot keep it costs a later visit the attack alone. */
  keepAttack(report: AttackReport): Promise<void>;
  describe(trained: TrainedModel): Promise<EnsembleState | null>;
}

/** Margins of so many ensembles stay in memory. */
const keptInMemory = 3;

export function openEnsembles(store: EnsembleStore, shipped: ShippedEnsembles): Ensembles {
  const known = new Map<string, FoundMargins>();
  const shippedChoice: EnsembleChoice = { count: ensembleCount.fallback, seed: ensembleSeed };
  let chosen: EnsembleChoice | null = null;
  const attacks = new Map<string, AttackReport>();

  function specOfSession(
    { dataset, network, training }: Session,
    choice = chosen ?? shippedChoice,
  ): EnsembleSpec | null {
    if (stagesOf(training) === null || dataset.training.count < 2) return null;
    const { architecture, parameterCount } = network;
    const original = { dataset, model: architecture.id, parameterCount, training };
    return specOf(original, choice);
  }

  function keep(found: FoundMargins): void {
    known.delete(found.margins.key);
    known.set(found.margins.key, found);
    for (const oldest of known.keys()) if (known.size > keptInMemory) known.delete(oldest);
  }

  async function findOf(spec: EnsembleSpec, dataset: Dataset): Promise<FoundMargins | null> {
    const found =
      known.get(ensembleKey(spec)) ??
      (await findMargins(spec, dataset, { store: forgiving(store), shipped }).catch(() => null));
    if (found) keep(found);
    return found;
  }

  /** What an attack found, in this visit or an earlier one; what cannot be read counts as not there. */
  async function findAttack(key: string): Promise<AttackReport | null> {
    const known = attacks.get(key);
    if (known) return known;
    const stored = await store.loadFound(key).catch(() => undefined);
    if (stored === undefined) return null;
    try {
      const report = readForm(attackForm, stored, 'what an attack found');
      attacks.set(key, report);
      return report;
    } catch {
      return null;
    }
  }

  async function find(session: Session): Promise<FoundMargins | null> {
    const spec = specOfSession(session);
    return spec && findOf(spec, session.dataset);
  }

  return {
    store,
    choose(choice) {
      chosen = choice;
    },
    propose(choice) {
      chosen ??= choice;
    },
    specOf: specOfSession,
    findOf,
    find,
    keep,
    async keepAttack(report) {
      const key = attackKey(report.ensemble, report.requests);
      attacks.set(key, report);
      await store.saveFound(key, report).catch(() => {});
    },
    async describe({ id, session, comparisons }) {
      const spec = specOfSession(session);
      if (!spec) return null;
      const key = ensembleKey(spec);
      const found = await find(session);
      const compared = comparisons.find((comparison) => comparison.id === standing(session));
      const rows = wholeRows(await forgiving(store).loadMargins(key), session.dataset);
      return {
        key,
        count: spec.count,
        seed: spec.seed,
        made: rows.size,
        from: found?.from ?? null,
        session: id,
        state: standing(session),
        percentiles: found ? outPercentiles(session, found.margins, compared) : [],
        attack: await findAttack(attackKey(key, removalsOf(session))),
      };
    },
  };
}

/** The removals that led to the state whose model the session has. */
export function removalsOf(session: Session): RemovalRequest[] {
  return pathTo(session, session.current).flatMap(({ report }) => (report.accepted ? report.request : []));
}

/** Of a store that cannot be read nothing is there. */
function forgiving(store: EnsembleStore): Pick<EnsembleStore, 'loadMargins'> {
  return { loadMargins: (ensemble) => store.loadMargins(ensemble).catch(() => new Map()) };
}
