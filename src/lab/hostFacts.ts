import { version } from '../../package.json';
import type { HostFacts } from '../model/provenance';

/** Put in by the build (build/commit.ts); not there where the sources run as they are. */
declare const __LETHE_COMMIT__: string | null | undefined;

/** What this host says of itself in all that the lab writes. */
export function hostFacts(): HostFacts {
  const commit = typeof __LETHE_COMMIT__ === 'undefined' ? null : __LETHE_COMMIT__;
  return { lab: version, commit, runtime: runtimeOf(globalThis) };
}

/** The program that runs the lab: "Node 20.20.2", "Chrome 141.0.0.0 on X11; Linux x86_64". */
export function runtimeOf({
  process,
  navigator,
}: {
  readonly process?: { readonly versions?: { readonly node?: string } };
  readonly navigator?: { readonly userAgent: string };
}): string {
  const node = process?.versions?.node;
  if (node) return `Node ${node}`;
  const userAgent = navigator?.userAgent ?? '';
  // All others call themselves Chrome or Safari too, so those come last.
  const names = ['Firefox', 'Edg', 'OPR', 'HeadlessChrome', 'Chrome', 'Version'];
  const found = names.map((name) => new RegExp(`(${name})/([\\w.]+)`).exec(userAgent)).find(Boolean);
  if (!found) return userAgent.slice(0, 200) || 'unknown';
  const name = found[1] === 'Version' ? 'Safari' : found[1];
  const system = /\(([^)]{1,100})\)/.exec(userAgent)?.[1];
  return `${name} ${found[2]}${system ? ` on ${system}` : ''}`;
}
