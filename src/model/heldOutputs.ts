/**
 * What the layers of a network made of the images of a set, kept between evaluations: a removal changes a few slices, and whatever comes before the first
 * of them gives the same numbers again. An output counts as known as long as every weight up to its node is the same, bit for bit.
 */

import * as tf from '@tensorflow/tfjs';
import type { ImageSet } from '../data/dataset';
import { sharedGpu } from '../kernels/tfjs/sharedGpu';
import { hasUnits, type NetworkGraph, sizeOf, weightsOf } from '../math/network/graph';
import type { Piece } from './batches';
import { findRenewed, replaceUnits, untaped } from './renewUnits';

/** Values that are kept of all sets together: 360 MB of float32. */
const mostValues = 90e6;

/**
 * Multiplications that are worth as much as a pixel that need not be normalised and copied once more: found by timing both (docs/performance.md). A GPU has the
 * bytes (imageStore.ts).
 */
const multiplicationsOfPixel = { cpu: 64, gpu: 4 };

/** The outputs of one batch. */
export interface HeldBatch {
  /** The output of a node, where it is known for the present weights; it stays the store's own. */
  known(node: number): tf.Tensor | undefined;
  /**
   * The output of a node that is not known, but of which only a few units have other weights than the output that is kept; it stays the store's own.
   * @param compute the output of these units alone
   * @returns undefined where that is not so
   */
  renew(node: number, compute: (units: readonly number[]) => tf.Tensor): tf.Tensor | undefined;
  /** Keeps the output of a node that was not known, where there is room for it. */
  keep(node: number, output: tf.Tensor): void;
}

/** One evaluation of a set. */
export interface HeldPass {
  batch(piece: Piece): HeldBatch;
  /**
   * A batch of images out of the set, in any order: what is known of all of them, as tensors that the caller's tidy disposes. Nothing new is kept.
   * @param pieces the batches in which the set was evaluated
   */
  rows(places: ArrayLike<number>, pieces: readonly Piece[]): HeldBatch;
}

export interface HeldOutputs {
  /**
   * Begins an evaluation of a set. What is kept of it and came from other weights goes.
   * @param parameters the network's present weights, flat
   */
  open(set: ImageSet, parameters: Float32Array): HeldPass;
  dispose(): void;
}

interface HeldSet {
  /** The nodes whose outputs are kept. */
  readonly nodes: ReadonlySet<number>;
  /** By the place of the batch in the set, then by node. */
  readonly batches: Map<string, Map<number, Kept>>;
}

/** An output, and the weights that it came from. */
interface Kept {
  readonly output: tf.Tensor;
  readonly parameters: Float32Array;
}

/** What differs between two vectors of weights. */
interface Change {
  /** The first node that has a weight whose bits differ; the number of nodes where there is none. */
  readonly first: number;
  /** Its units that can be computed by themselves; null: the whole of it has to be. */
  readonly units: readonly number[] | null;
}

/**
 * Makes a store for a network. Sets are told apart by identity.
 * @param limit values that may be kept in all; 0 keeps nothing
 */
export function createHeldOutputs(graph: NetworkGraph, limit = mostValues): HeldOutputs {
  const sets = new Map<ImageSet, HeldSet>();
  let room = limit;

  function openSet(set: ImageSet): HeldSet {
    const nodes = new Set<number>();
    for (const node of byWorth(graph)) {
      const values = set.count * sizeOf(graph.nodes[node]!.shape);
      if (values > room) continue;
      room -= values;
      nodes.add(node);
    }
    const opened: HeldSet = { nodes, batches: new Map() };
    sets.set(set, opened);
    return opened;
  }

  return {
    open(set, given) {
      const { nodes, batches } = sets.get(set) ?? openSet(set);
      const parameters = given.slice();
      const changes = new Map<Float32Array, Change>();
      const changeSince = (before: Float32Array): Change => {
        const change = changes.get(before) ?? findChange(graph, before, parameters);
        changes.set(before, change);
        return change;
      };
      const batch = ({ from, to }: Piece): HeldBatch => {
        const place = `${from}-${to}`;
        const outputs = batches.get(place) ?? new Map<number, Kept>();
        batches.set(place, outputs);
        const drop = (node: number) => {
          outputs.get(node)?.output.dispose();
          outputs.delete(node);
        };
        const unitsOf = (node: number): readonly number[] | null => {
          const kept = outputs.get(node);
          const change = kept && changeSince(kept.parameters);
          return change?.first === node ? change.units : null;
        };
        const isKnown = (node: number) => {
          const kept = outputs.get(node);
          return kept !== undefined && node < changeSince(kept.parameters).first;
        };
        const replace = (node: number, output: tf.Tensor) => {
          if (outputs.get(node)?.output !== output) drop(node);
          outputs.set(node, { output, parameters });
        };
        for (const node of outputs.keys()) if (!isKnown(node) && !unitsOf(node)) drop(node);
        return {
          known: (node) => (isKnown(node) ? outputs.get(node)!.output : undefined),
          renew(node, compute) {
            const units = unitsOf(node);
            if (!units) return undefined;
            const renewed = untaped(() => compute(units));
            const whole = replaceUnits(outputs.get(node)!.output, renewed, units);
            replace(node, tf.keep(whole));
            return whole;
          },
          keep(node, output) {
            if (nodes.has(node) && !isKnown(node)) replace(node, tf.keep(tf.clone(output)));
          },
        };
      };
      return {
        batch,
        rows: (places, pieces) => gatherRows(places, pieces.map(batch), pieces),
      };
    },
    dispose() {
      for (const { batches } of sets.values()) {
        for (const outputs of batches.values()) for (const { output } of outputs.values()) output.dispose();
      }
      sets.clear();
      room = limit;
    },
  };
}

/** Rows of one piece, one after another or in any order. */
interface Run {
  readonly piece: number;
  readonly rows: number[];
}

/** Places as runs within the pieces, each as long as it can be. */
function cutIntoRuns(places: ArrayLike<number>, pieces: readonly Piece[]): Run[] {
  const runs: Run[] = [];
  for (let i = 0; i < places.length; i++) {
    const piece = pieces.findIndex(({ to }) => places[i]! < to);
    const row = places[i]! - pieces[piece]!.from;
    const run = runs.at(-1);
    if (run?.piece === piece) run.rows.push(row);
    else runs.push({ piece, rows: [row] });
  }
  return runs;
}

/** What is known of rows of several batches. The pixels are not among it: to normalise them is as quick. */
function gatherRows(
  places: ArrayLike<number>,
  batches: readonly HeldBatch[],
  pieces: readonly Piece[],
): HeldBatch {
  const runs = cutIntoRuns(places, pieces);
  return {
    known(node) {
      if (node === 0) return undefined;
      const parts = runs.map(({ piece, rows }) => ({ output: batches[piece]!.known(node), rows }));
      if (parts.some(({ output }) => !output)) return undefined;
      return tf.tidy(() => tf.concat(parts.map(({ output, rows }) => takeRows(output!, rows))));
    },
    renew: () => undefined,
    keep() {},
  };
}

function takeRows(output: tf.Tensor, rows: readonly number[]): tf.Tensor {
  const width = output.size / output.shape[0]!;
  const flat = tf.reshape(output, [output.shape[0]!, width]);
  const taken = tf.gather(flat, tf.tensor1d([...rows], 'int32'));
  return tf.reshape(taken, [rows.length, ...output.shape.slice(1)]);
}

/** The input, the layers with weights and the max pools. A value that is kept saves a multiplication for each input of its unit, or a comparison, so the widest come first. */
function byWorth({ nodes, weights }: NetworkGraph): number[] {
  const worth = nodes.map((node) => {
    if (node.op === 'input') return multiplicationsOfPixel[sharedGpu() ? 'gpu' : 'cpu'];
    if (node.op === 'maxPool') return node.size[0] * node.size[1];
    return hasUnits(node) ? weights[node.kernel]!.fanIn : 0;
  });
  const layers = nodes.flatMap((_, i) => (worth[i]! > 0 ? [i] : []));
  return layers.sort((a, b) => worth[b]! - worth[a]!);
}

function findChange(graph: NetworkGraph, before: Float32Array, now: Float32Array): Change {
  const { nodes, weights } = graph;
  if (before === now) return { first: nodes.length, units: null };
  const bits = (values: Float32Array) => new Uint32Array(values.buffer, values.byteOffset, values.length);
  const [old, present] = [bits(before), bits(now)];
  const isOther = (i: number) => old[i] !== present[i];
  const differs = (weight: number) => {
    const { offset, size } = weights[weight]!;
    for (let i = offset; i < offset + size; i++) if (isOther(i)) return true;
    return false;
  };
  const first = nodes.findIndex((node) => weightsOf(node).some(differs));
  if (first === -1) return { first: nodes.length, units: null };
  return { first, units: findRenewed(graph, first, isOther) };
}
