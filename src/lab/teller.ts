import { inputShapeOf } from '../data/dataset';
import { architecturesOf } from '../model/architectures';
import type { CheckpointCard } from '../model/checkpoint';
import { describeMoment, describeSetup } from './describeLab';
import { type Host, presentMachine, presentModel } from './host';
import type { LabSetup, Moment } from './protocol';

/** Tells the page of the lab: a moment with each answer, and the set-up that it belongs to when the page asks. */
export interface Teller {
  moment(): Moment;
  setup(): LabSetup;
}

/** The cards of the weights that ship with the lab, and of those that shipped before. */
export interface ShippedCards {
  readonly shipped: readonly CheckpointCard[];
  readonly former: readonly CheckpointCard[];
}

/** @param cards of what ships, as far as it is read */
export function createTeller(host: Host, cards: () => ShippedCards): Teller {
  let moments = 0;
  let last: { readonly setup: LabSetup; readonly text: string } | null = null;

  const setup = (): LabSetup => {
    const { own, kept } = host;
    const opened = presentModel(host);
    const shape = inputShapeOf(opened.dataset);
    const table = architecturesOf(opened.dataset);
    const models = own?.takes(shape) ? [...table, own] : table;
    const surroundings = { kept: kept.values(), models, ...cards() };
    const described = describeSetup(presentMachine(host), opened, surroundings);
    const text = JSON.stringify(described);
    if (last?.text !== text) {
      last = { setup: { ...described, version: (last?.setup.version ?? 0) + 1 }, text };
    }
    return last.setup;
  };

  return {
    setup,
    moment() {
      const { restored, autosave, elsewhere } = host;
      const opened = presentModel(host);
      return {
        ...describeMoment(presentMachine(host), opened),
        number: ++moments,
        setup: setup().version,
        restored,
        autosave: autosave.describe(opened.trained),
        elsewhere,
      };
    },
  };
}
