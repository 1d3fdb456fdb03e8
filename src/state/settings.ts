/** Every setting of the page, declared once: the table drives the address, the checks and the requests. */

import type {
  BackendChoice,
  BackendName,
  RemovalRequest,
  RemovalSettings,
  SampleIndex,
} from '../worker/protocol';
import { amount, flag, menuEntry, numeric, oneOf, type Setting, whole, wholeOrNone } from './setting';

/** The pages of the lab, in the order of the tabs. */
export const viewNames = ['lab', 'blanket'] as const;
export type ViewName = (typeof viewNames)[number];

/** How the sample grid can be ordered. */
const sampleOrders = ['index', 'loss'] as const;
export type SampleOrder = (typeof sampleOrders)[number];

export const backendChoices = ['auto', 'webgpu', 'wasm', 'cpu'] as const satisfies readonly BackendChoice[];
export const solvers = ['woodbury', 'dense'] as const satisfies readonly RemovalRequest['solver'][];
const fociPaths = [
  'auto',
  'gpu',
  'gpuPairs',
  'gpuLists',
  'cpu',
] as const satisfies readonly RemovalRequest['fociPath'][];

export const settingsTable = {
  view: oneOf<ViewName>('View', viewNames, 'lab'),
  backend: oneOf<BackendChoice>('Backend', backendChoices, 'auto'),
  dataset: menuEntry(),
  images: amount('Training images'),
  model: menuEntry(),
  class: wholeOrNone('Class', 0),
  misclassified: flag('Misclassified only'),
  order: oneOf<SampleOrder>('Order', sampleOrders, 'index'),
  perturbations: numeric('perturbations'),
  perturbationDeviation: numeric('perturbationDeviation'),
  damping: numeric('damping'),
  noise: flag('Certification noise'),
  epsilon: numeric('epsilon'),
  delta: numeric('delta'),
  maxSlices: wholeOrNone('Most slices', 1),
  solver: oneOf<RemovalRequest['solver']>('Solver', solvers, 'woodbury'),
  fociPath: oneOf<RemovalRequest['fociPath']>('Selection path', fociPaths, 'auto'),
  seed: numeric('seed'),
  blanketSamples: whole('Samples', 20, 5000, 1000),
  blanketRepeats: whole('Repeats', 1, 100, 5),
  blanketSeed: numeric('seed'),
  inspect: flag('Inspect'),
} as const satisfies Record<string, Setting<unknown>>;

export type SettingName = keyof typeof settingsTable;
export type SettingValue<K extends SettingName> =
  (typeof settingsTable)[K] extends Setting<infer T> ? T : never;
export type Settings = { readonly [K in SettingName]: SettingValue<K> };

/** Field text that is not a value of its setting, and what is wrong with it. */
export interface Draft {
  readonly text: string;
  readonly complaint: string;
}
export type Drafts = Readonly<Partial<Record<SettingName, Draft>>>;

export const settingNames = Object.keys(settingsTable) as SettingName[];

/** Each setting's fallback. */
export const fallbackSettings = Object.fromEntries(
  settingNames.map((name) => [name, settingsTable[name].fallback]),
) as Settings;

/** The selection paths that a backend has: off WebGPU there is no GPU to run on. */
export function fociPathsOn(backend: BackendName | null): readonly RemovalRequest['fociPath'][] {
  return backend === 'webgpu' ? fociPaths : ['auto', 'cpu'];
}

/** The request that removes one sample under these settings. */
export function removalRequest(settings: Settings, sample: SampleIndex): RemovalRequest {
  const { perturbations, perturbationDeviation, maxSlices, damping, solver, fociPath, seed } = settings;
  const noise = settings.noise ? { epsilon: settings.epsilon, delta: settings.delta } : null;
  return {
    sample,
    perturbations,
    perturbationDeviation,
    maxSlices,
    damping,
    solver,
    noise,
    fociPath,
    seed,
  };
}

/** Whether the settings of the next removal are just these. */
export function matchesRemoval(settings: Settings, removal: RemovalSettings): boolean {
  const wanted = Object.entries(settingsOfRemoval(removal)) as [SettingName, unknown][];
  return wanted.every(([name, value]) => settings[name] === value);
}

/** The page's settings that stand for a removal's settings. Without noise, epsilon and delta stay as they are. */
export function settingsOfRemoval(removal: RemovalSettings): Partial<Settings> {
  const { noise, ...rest } = removal;
  return noise === null ? { ...rest, noise: false } : { ...rest, noise: true, ...noise };
}
