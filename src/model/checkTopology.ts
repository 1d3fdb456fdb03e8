/**
 * Refuses a topology that TensorFlow.js could not make, or would make for ever: layers that read what never comes to be, too many layers (it walks
 * through a chain of them by recursion), or more levels than any model has.
 */

import * as v from 'valibot';
import type { Unreadable } from '../words/expected';
import { list, name, whole } from './schema/plain';
import { tryPlain } from './schema/read';

/** Layers of a model, those of models within it among them: the largest that is in use has about 800. */
export const mostLayers = 1000;

/** Levels of lists and objects within one another: a plain layer takes seven. */
export const deepestTopology = 64;

type Members = Readonly<Record<string, unknown>>;

/** The layers of one level, as far as their places among the others go. */
const layersSchema = list(
  v.looseObject({
    class_name: v.optional(name),
    name: v.optional(name),
    /** Per use of the layer the outputs that it reads: [layer, number of that layer's use, ...]. */
    inbound_nodes: v.optional(list(list(v.looseTuple([name, whole(0, mostLayers)])))),
  }),
);

/**
 * @param topology modelTopology of a model.json, plain data
 * @returns what is wrong with it; null where nothing is
 */
export function checkTopology(topology: unknown): Unreadable | null {
  const tooLarge = checkSize(topology);
  if (tooLarge) return tooLarge;
  const levels = levelsOf(topology);
  for (const level of levels) {
    const problem = checkLevel(level);
    if (problem) return problem;
  }
  return null;
}

/** Refuses a topology by its size alone: of layers that the lab puts together itself. */
export function checkSize(topology: unknown): Unreadable | null {
  if (!isShallow(topology)) return { kind: 'tooDeep', most: deepestTopology };
  const count = levelsOf(topology).reduce((sum, level) => sum + level.length, 0);
  return count > mostLayers ? { kind: 'layers', count, most: mostLayers } : null;
}

/** Whether plain data have no more levels than they may; without recursion, which a deep text would fill the stack with. */
function isShallow(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepestTopology) return false;
    level = level.flatMap((entry) =>
      typeof entry === 'object' && entry !== null ? Object.values(entry) : [],
    );
  }
  return true;
}

/** The lists of layers: that of the model, and those of models that are layers. The data are shallow. */
function levelsOf(topology: unknown): (readonly unknown[])[] {
  if (!isMembers(topology)) return [];
  const { model_config: inner, config } = topology;
  if (inner !== undefined) return levelsOf(inner);
  const layers = Array.isArray(config) ? config : isMembers(config) ? config.layers : undefined;
  return Array.isArray(layers) ? [layers, ...layers.flatMap(levelsOf)] : [];
}

/** Uses of layers come to be one after another (Kahn): each as soon as all that it reads is there. */
function checkLevel(level: readonly unknown[]): Unreadable | null {
  const read = tryPlain(layersSchema, level);
  if ('wrong' in read) return { kind: 'field', ...read.wrong, where: `layers${read.wrong.where}` };
  const uses = new Map<string, number>();
  const waiters = new Map<string, Waiter[]>();
  const ready: string[] = [];
  let unready = 0;
  for (const layer of read.value) {
    const { class_name: kind, name: layerName = '', inbound_nodes: nodes = [], config } = layer;
    const isSource = kind === 'InputLayer' || (isMembers(config) && config.layers !== undefined);
    if (isSource) ready.push(layerName);
    for (const reads of nodes) {
      if (reads.length === 0) ready.push(layerName);
      else unready += 1;
      const waiter = { name: layerName, missing: reads.length };
      for (const [from, use] of reads) {
        const key = keyOf(from, use);
        const others = waiters.get(key);
        if (others) others.push(waiter);
        else waiters.set(key, [waiter]);
      }
    }
  }
  for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
    const use = uses.get(next) ?? 0;
    uses.set(next, use + 1);
    const key = keyOf(next, use);
    for (const waiter of waiters.get(key) ?? []) {
      waiter.missing -= 1;
      if (waiter.missing > 0) continue;
      unready -= 1;
      ready.push(waiter.name);
    }
    waiters.delete(key);
  }
  if (unready === 0) return null;
  const [stuck] = [...waiters.values()].flat();
  return { kind: 'missingInput', layer: stuck!.name };
}

interface Waiter {
  readonly name: string;
  /** How much of what it reads is not there yet. */
  missing: number;
}

function keyOf(layer: string, use: number): string {
  return `${use} ${layer}`;
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
