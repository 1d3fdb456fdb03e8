/**
 * Where numbers come from: with the request, what it takes to make them again, or to know why they came out otherwise. Without tfjs: the page knows reports.
 */

import * as v from 'valibot';
import type { Compute } from './compute';
import { name, type Plain, seed } from './schema/plain';

/** The tfjs backends that the lab has. */
export const backendNames = ['webgpu', 'wasm', 'cpu'] as const satisfies readonly Compute['backend'][];

export const provenanceSchema = v.object({
  /** The version of the lab. */
  lab: name,
  /** The commit that the lab was built from; null where nobody knows it. */
  commit: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{7,40}$/))),
  /** The version of TensorFlow.js. */
  tfjs: name,
  /** What ran it: "Node 20.20.2", "Chrome 141 on Linux". */
  runtime: name,
  backend: v.picklist(backendNames),
  /** What computed: the graphics adapter's name, or "CPU". */
  adapter: name,
  /** Whose kernels tfjs ran on the GPU: ours, or its own; absent off WebGPU, and in what was written before it was said. */
  kernels: v.optional(v.picklist(['own', 'stock'])),
  /** The seeds of all that was random, by what they are for. */
  seeds: v.record(name, seed),
});

export type Provenance = Plain<typeof provenanceSchema>;

/** What the host knows of itself; it gives it to the compute context that it opens. */
export type HostFacts = Pick<Provenance, 'lab' | 'commit' | 'runtime'>;
