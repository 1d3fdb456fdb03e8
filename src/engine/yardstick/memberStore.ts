/** Where the models of ensembles and noise bands are kept, by the key of their ensemble (ensembleSpec.ts) or band (noiseBand.ts) and their number. */

/** What unlearning from a model starts with. */
export interface MemberWeights {
  readonly parameters: Float32Array;
  /** An epoch before the end. */
  readonly previous: Float32Array;
}

/** A model of an ensemble. */
export interface Member extends MemberWeights {
  /** Of an ensemble: of all training samples, then of all validation images. Of a band: its metrics in the order of their table. */
  readonly margins: Float32Array;
}

/** What is damaged is not there. Every call may reject with what the medium has in the way; what was there then stays as it was. */
export interface MemberStore {
  /** Margins of the models that are there, by their numbers. */
  loadMargins(ensemble: string): Promise<ReadonlyMap<number, Float32Array>>;
  /** null where there is no such model. */
  loadWeights(ensemble: string, model: number): Promise<MemberWeights | null>;
  /** Writes a model, as a whole or not at all. */
  saveMember(ensemble: string, model: number, member: Member): Promise<void>;
  /** What an attack has of the models that it is through with: margins of the forgotten samples, by the numbers of the models. */
  loadAttack(attack: string): Promise<ReadonlyMap<number, Float32Array>>;
  saveAttacked(attack: string, model: number, margins: Float32Array): Promise<void>;
}

/** The weights of a model where they can be of so many parameters; null where they are damaged, or not there. */
export function wholeWeights(weights: MemberWeights | null, parameterCount: number): MemberWeights | null {
  const isWhole = (values: unknown) =>
    values instanceof Float32Array && values.length === parameterCount && values.every(Number.isFinite);
  return weights && isWhole(weights.parameters) && isWhole(weights.previous) ? weights : null;
}
