import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { CellSpec, Json } from './experiment';

/** Put in by the build (build/engineDigest.ts); not there where the sources run as they are. */
declare const __LETHE_ENGINE__: string | undefined;

/** SHA-256 of the engine that computes, hexadecimal; `source` where the sources run as they are. */
export const engineDigest: string = typeof __LETHE_ENGINE__ === 'undefined' ? 'source' : __LETHE_ENGINE__;

/** JSON with the members of each object in the order of their names: one text for equal values. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value as CellSpec).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, one]) => `${JSON.stringify(name)}:${canonicalJson(one)}`).join(',')}}`;
}

/** The address of a cell: SHA-256 of experiment, specification, backend and engine, hexadecimal. */
export function cellKey(cell: {
  readonly experiment: string;
  readonly spec: CellSpec;
  readonly backend: string;
  readonly engine: string;
}): string {
  const { experiment, spec, backend, engine } = cell;
  return bytesToHex(sha256(utf8ToBytes(canonicalJson({ experiment, spec, backend, engine }))));
}
