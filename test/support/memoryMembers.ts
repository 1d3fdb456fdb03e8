import type { Member } from '../../src/engine/yardstick/memberStore';
import type { EnsembleStore } from '../../src/lab/store';

/** Keeps models in memory, as a disk would: what is kept shares no array with what was given. */
export function createMemoryMembers(): EnsembleStore & { readonly saved: string[] } {
  const members = new Map<string, Map<number, Member>>();
  const attacks = new Map<string, Map<number, Float32Array>>();
  const wanted = new Map<string, unknown>();
  const found = new Map<string, unknown>();
  const of = <T>(all: Map<string, Map<number, T>>, key: string) => {
    const found = all.get(key) ?? new Map<number, T>();
    all.set(key, found);
    return found;
  };
  const saved: string[] = [];
  return {
    /** What was written, in order. */
    saved,
    async loadMargins(ensemble) {
      return new Map([...of(members, ensemble)].map(([model, { margins }]) => [model, margins.slice()]));
    },
    async loadWeights(ensemble, model) {
      return structuredClone(of(members, ensemble).get(model) ?? null);
    },
    async saveMember(ensemble, model, member) {
      saved.push(`model ${model}`);
      of(members, ensemble).set(model, structuredClone(member));
    },
    async loadAttack(attack) {
      return structuredClone(of(attacks, attack));
    },
    async saveAttacked(attack, model, margins) {
      saved.push(`attacked ${model}`);
      of(attacks, attack).set(model, margins.slice());
    },
    async loadFound(attack) {
      return structuredClone(found.get(attack));
    },
    async saveFound(attack, report) {
      found.set(attack, structuredClone(report));
    },
    async loadWanted() {
      return structuredClone(wanted);
    },
    async saveWanted(ensemble, value) {
      if (value) wanted.set(ensemble, structuredClone(value));
      else wanted.delete(ensemble);
    },
  };
}
