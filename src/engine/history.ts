/**
 * The weights of the states of a history: what is kept of each, and where. A state is kept as the values that differ from its parent's, or whole where
 * that takes less room or where too many values have come together since the last whole one. So no state costs more than all its weights once, a state
 * is had again by reading at most about two times its weights, and of `c` changed values never more than 12 c bytes are kept: 8 for the values and
 * their places, 4 for their share in the next whole state.
 */

import type { Message } from '../words/catalogue';
import { message } from '../words/say';

/** What is kept of a state's weights. */
export interface StateValues {
  /** The places of the values in the flat vector, rising, where they differ from the parent's; null: all places. */
  readonly indices: Uint32Array | null;
  readonly after: Float32Array;
}

/** How far a state is from the last whole one on the way to it. */
export interface Reach {
  readonly values: number;
  readonly steps: number;
}

/** Reads what is kept elsewhere; null where there is nothing. */
export type ValueSource = (id: number) => Promise<StateValues | null>;

/** What a session has of its states' weights. */
export interface States {
  /** In memory, by state: what nothing else keeps. */
  readonly held: Map<number, StateValues>;
  /** Of the states that were made here. */
  readonly reach: Map<number, Reach>;
  /** What keeps the others; null: nothing does. */
  source: ValueSource | null;
  /** Bytes that `held` may take. Beyond them the oldest states go: they are made again by replay. */
  readonly limitBytes: number;
  heldBytes: number;
  /** How many states were let go because memory was full. */
  dropped: number;
}

/** Bytes that states without another keeper may take in memory: the last 421 whole ones of a net of 79,510 weights. */
export const heldLimitBytes = 128 * 2 ** 20;

/** A whole state comes after so many others at the latest. */
export const longestReach = 256;

const nothing: Reach = { values: 0, steps: 0 };

/** A history without states. */
export function createStates(limitBytes = heldLimitBytes): States {
  const reach = new Map([[0, nothing]]);
  return { held: new Map(), reach, source: null, limitBytes, heldBytes: 0, dropped: 0 };
}

/** The bytes of what is kept of a state. */
export function bytesOf({ indices, after }: StateValues): number {
  return (indices?.byteLength ?? 0) + after.byteLength;
}

/** Holds the weights of a state in memory, in the shorter of the two forms. */
export function holdState(
  states: States,
  { id, parent }: { readonly id: number; readonly parent: number },
  before: Float32Array,
  after: Float32Array,
): void {
  const indices = changedPlaces(before, after);
  const reach = states.reach.get(parent);
  const sum = (reach?.values ?? Number.POSITIVE_INFINITY) + indices.length;
  const steps = (reach?.steps ?? 0) + 1;
  const isWhole =
    2 * indices.length > after.length || (indices.length > 0 && sum > after.length) || steps > longestReach;
  if (isWhole) states.reach.set(id, nothing);
  else if (reach) states.reach.set(id, { values: sum, steps });
  holdValues(
    states,
    id,
    isWhole ? { indices: null, after: after.slice() } : { indices, after: pick(after, indices) },
  );
}

/** Holds values in memory, however many. */
export function holdValues(states: States, id: number, values: StateValues): void {
  releaseState(states, id);
  states.held.set(id, values);
  states.heldBytes += bytesOf(values);
}

/** Lets go of what something else keeps from now on. */
export function releaseState(states: States, id: number): void {
  const values = states.held.get(id);
  if (!values) return;
  states.held.delete(id);
  states.heldBytes -= bytesOf(values);
}

/** Lets the oldest states go that memory has no room for. */
export function dropBeyondLimit(states: States): void {
  for (const [id, values] of states.held) {
    if (states.heldBytes <= states.limitBytes) return;
    if (bytesOf(values) === 0) continue;
    releaseState(states, id);
    states.dropped += 1;
  }
}

/** What is kept of a state, wherever it lies. */
export async function readState({ held, source }: States, id: number): Promise<StateValues | null> {
  return held.get(id) ?? (await source?.(id)) ?? null;
}

/**
 * What is wrong with values that come from outside; null: they fit the model.
 * @param count of the model's weights
 */
export function findDamage({ indices, after }: StateValues, count: number): Message | null {
  if (indices === null) {
    if (after.length === count) return null;
    return message('engine.history.valueCount', { values: after.length, count });
  }
  if (indices.length !== after.length) {
    return message('engine.history.placeCount', { places: indices.length, values: after.length });
  }
  const misplaced = indices.findIndex((index, i) => index <= (indices[i - 1] ?? -1));
  if (misplaced >= 0 || (indices.at(-1) ?? 0) >= count) {
    return message('engine.history.places', { count });
  }
  return null;
}

/** Writes the values of a state over the weights of its parent. */
export function applyState({ indices, after }: StateValues, parameters: Float32Array): void {
  if (indices === null) {
    parameters.set(after);
    return;
  }
  indices.forEach((index, i) => {
    parameters[index] = after[i]!;
  });
}

/** The places where two flat vectors differ, bit for bit, rising. */
export function changedPlaces(before: Float32Array, after: Float32Array): Uint32Array {
  const bitsBefore = new Uint32Array(before.buffer, before.byteOffset, before.length);
  const bitsAfter = new Uint32Array(after.buffer, after.byteOffset, after.length);
  let count = 0;
  for (let i = 0; i < bitsAfter.length; i++) if (bitsBefore[i] !== bitsAfter[i]) count += 1;
  const indices = new Uint32Array(count);
  let next = 0;
  for (let i = 0; i < bitsAfter.length; i++) if (bitsBefore[i] !== bitsAfter[i]) indices[next++] = i;
  return indices;
}

/** The values of a flat vector at these places. */
export function pick(values: Float32Array, indices: Uint32Array): Float32Array {
  return Float32Array.from(indices, (index) => values[index]!);
}
