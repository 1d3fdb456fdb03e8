/** Which adapter WebGPU takes, by the variable LETHE_ADAPTER: for tests, benches and the command line. */

/** The machine's own, or Chromium's software adapter. */
export const adapterNames = ['hardware', 'swiftshader'] as const;
export type AdapterName = (typeof adapterNames)[number];

/** @returns null where nothing is named; undefined where the name is of no adapter */
export function readAdapter(named: string | undefined): AdapterName | null | undefined {
  return named ? adapterNames.find((name) => name === named) : null;
}
