/** Every setting of the page, declared once: the table drives the address, the checks and the requests. */

import {
  type AttentionId,
  attentionIds,
  type BackendChoice,
  type BackendName,
  type BatchId,
  batchIds,
  type CurvatureId,
  curvatureIds,
  defaultSettings,
  guardSetIds,
  type MethodId,
  type MethodRow,
  methodIds,
  methodTable,
  numericParameters,
  type RemovalRequest,
  type RemovalSettings,
  type RetrainingOrderId,
  retrainingOrderIds,
  type SampleIndex,
  type SelectionId,
  type ShippedChoice,
  selectionIds,
  shippedChoices,
  type UpdateId,
  updateIds,
  type WeightDecayId,
  weightDecayIds,
} from '../../worker/protocol';
import {
  amount,
  flag,
  indexList,
  menuEntry,
  number,
  numberOrAuto,
  numberOrOff,
  numeric,
  oneOf,
  oneOrNone,
  type Setting,
  whole,
  wholeOrNone,
} from './setting';

/** The pages of the lab, in the order of the tabs. */
export const viewNames = ['lab', 'blanket', 'glossary'] as const;
export type ViewName = (typeof viewNames)[number];

/** How the sample grid can be ordered. */
export const sampleOrders = [
  'index',
  'loss',
  'entropy',
  'undecided',
  'memorisation',
  'gradientNorm',
  'margin',
  'effect',
  'influence',
] as const;
export type SampleOrder = (typeof sampleOrders)[number];

/** Which samples are shown by whether they are forgotten. */
export const goneFilters = ['all', 'left', 'forgotten'] as const;
export type GoneFilter = (typeof goneFilters)[number];

/** How the samples are shown. */
export const sampleViews = ['grid', 'scatter'] as const;
export type SampleView = (typeof sampleViews)[number];

/** How the samples are placed in two dimensions. */
export const sampleMaps = ['pca', 'umap'] as const;
export type SampleMap = (typeof sampleMaps)[number];

/** Which samples the grid shows by how much they are memorised: all, or a third of them. */
export const memorisedThirds = ['all', 'most', 'middle', 'least'] as const;
export type MemorisedThird = (typeof memorisedThirds)[number];

export const backendChoices = ['auto', 'webgpu', 'wasm', 'cpu'] as const satisfies readonly BackendChoice[];
export const solvers = ['woodbury', 'dense'] as const satisfies readonly RemovalRequest['solver'][];
const fociPaths = [
  'auto',
  'gpu',
  'cpu',
  'gpuPairs',
  'gpuLists',
] as const satisfies readonly RemovalRequest['fociPath'][];

/** Where the samples to remove come from: clicks in the grid, or a description that the page looks up. */
export const forgetKinds = ['clicks', 'class', 'random', 'list', 'planted'] as const;
export type ForgetKind = (typeof forgetKinds)[number];

/** Several samples go one after the other, or as one batch. */
export const removalOrders = ['sequence', 'batch'] as const;
export type RemovalOrder = (typeof removalOrders)[number];

/** A number of a method as a setting: "scrub.alpha". */
export type MethodSetting = {
  [M in MethodId]: `${M}.${keyof (typeof methodTable)[M]['numbers'] & string}`;
}[MethodId];

/** The settings that are a method's own, by the names of its numbers. */
export function methodSettings(method: MethodId): { number: string; setting: MethodSetting }[] {
  const { numbers }: MethodRow = methodTable[method];
  return Object.keys(numbers).map((name) => ({
    number: name,
    setting: `${method}.${name}` as MethodSetting,
  }));
}

/** A setting for every number of every method. */
const methodNumberSettings = Object.fromEntries(
  methodIds.flatMap((method) => {
    const { numbers }: MethodRow = methodTable[method];
    return methodSettings(method).map(({ number: name, setting }) => [setting, number(numbers[name]!)]);
  }),
) as Record<MethodSetting, Setting<number>>;

export const settingsTable = {
  view: oneOf<ViewName>('page.settings.names.view', viewNames, 'lab'),
  backend: oneOf<BackendChoice>('page.settings.names.backend', backendChoices, 'auto'),
  dataset: menuEntry(),
  images: amount('page.settings.names.images'),
  model: menuEntry(),
  weights: oneOrNone<ShippedChoice>('page.settings.names.weights', shippedChoices),
  class: wholeOrNone('page.settings.names.class', 0),
  predicted: wholeOrNone('page.settings.names.predicted', 0),
  gone: oneOf<GoneFilter>('page.settings.names.gone', goneFilters, 'all'),
  misclassified: flag('page.settings.names.misclassified'),
  planted: flag('page.settings.names.planted'),
  memorised: oneOf<MemorisedThird>('page.settings.names.memorised', memorisedThirds, 'all'),
  order: oneOf<SampleOrder>('page.settings.names.order', sampleOrders, 'index'),
  influenceOn: wholeOrNone('page.settings.names.influenceOn', 0),
  samples: oneOf<SampleView>('page.settings.names.samples', sampleViews, 'grid'),
  map: oneOf<SampleMap>('page.settings.names.map', sampleMaps, 'pca'),
  forget: oneOf<ForgetKind>('page.settings.names.forget', forgetKinds, 'clicks'),
  forgetClass: wholeOrNone('page.settings.names.forgetClass', 0, 0),
  forgetLimit: wholeOrNone('page.settings.names.forgetLimit', 1),
  forgetCount: whole('page.settings.names.forgetCount', 1, 1_000_000, 10),
  forgetFrom: wholeOrNone('page.settings.names.forgetFrom', 0),
  forgetList: indexList(),
  removeAs: oneOf<RemovalOrder>('page.settings.names.removeAs', removalOrders, 'sequence'),
  method: oneOf<MethodId>('page.settings.names.method', methodIds, defaultSettings.method),
  ...methodNumberSettings,
  selection: oneOf<SelectionId>('page.settings.names.selection', selectionIds, defaultSettings.selection),
  attention: oneOf<AttentionId>('page.settings.names.attention', attentionIds, 'rows'),
  curvature: oneOf<CurvatureId>('page.settings.names.curvature', curvatureIds, defaultSettings.curvature),
  update: oneOf<UpdateId>('page.settings.names.update', updateIds, defaultSettings.update),
  weightDecay: oneOf<WeightDecayId>(
    'page.settings.names.weightDecay',
    weightDecayIds,
    defaultSettings.weightDecay,
  ),
  batch: oneOf<BatchId>('page.settings.names.batch', batchIds, defaultSettings.batch),
  retrainingOrder: oneOf<RetrainingOrderId>(
    'page.settings.names.retrainingOrder',
    retrainingOrderIds,
    defaultSettings.retrainingOrder,
  ),
  /** Of the model that a comparison retrains; null: the original training's own. */
  retrainingSeed: wholeOrNone('page.settings.names.retrainingSeed', 1),
  /** Of the next training; null: that of the weights that are open, or of the model's usual training. */
  trainingSeed: wholeOrNone('page.settings.names.trainingSeed', 0),
  perturbations: numeric('perturbations'),
  perturbationDeviation: numeric('perturbationDeviation'),
  damping: numeric('damping'),
  hessianSamples: numberOrAuto(numericParameters.hessianSamples),
  noise: flag('page.settings.names.noise'),
  epsilon: numeric('epsilon'),
  delta: numeric('delta'),
  maxSlices: wholeOrNone('page.settings.names.maxSlices', 1),
  solver: oneOf<RemovalRequest['solver']>('page.settings.names.solver', solvers, 'woodbury'),
  fociPath: oneOf<RemovalRequest['fociPath']>('page.settings.names.fociPath', fociPaths, 'auto'),
  guard: numberOrOff(numericParameters.guard),
  guardSet: oneOf<RemovalRequest['guardSet']>(
    'page.settings.names.guardSet',
    guardSetIds,
    defaultSettings.guardSet,
  ),
  batchNorms: flag('page.settings.names.batchNorms'),
  gpuTimes: flag('page.settings.names.gpuTimes'),
  seed: numeric('seed'),
  /** Of the random draw of samples. */
  drawSeed: numeric('seed'),
  blanketSamples: whole('page.settings.names.blanketSamples', 20, 5000, 1000),
  blanketRepeats: whole('page.settings.names.blanketRepeats', 1, 100, 5),
  blanketSeed: numeric('seed'),
  inspect: flag('page.settings.names.inspect'),
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

/**
 * The selection paths that a backend has: off WebGPU there is no GPU to run on.
 * @param asked joins them where it is a name of an earlier version for one of them
 */
export function fociPathsOn(
  backend: BackendName | null,
  asked: RemovalRequest['fociPath'],
): readonly RemovalRequest['fociPath'][] {
  return fociPaths.filter((path) => {
    if (path === 'gpu') return backend === 'webgpu';
    return path === 'auto' || path === 'cpu' || (path === asked && backend === 'webgpu');
  });
}

/**
 * The request that removes these samples in one step under these settings.
 * @param drawSeed of the draw that they come from; null where they were not drawn
 */
export function removalRequest(
  settings: Settings,
  samples: readonly SampleIndex[],
  drawSeed: number | null = null,
): RemovalRequest {
  const noise =
    settings.noise && settings.method === 'algorithm1'
      ? { epsilon: settings.epsilon, delta: settings.delta }
      : null;
  const { method, selection, curvature, update, perturbations, perturbationDeviation, maxSlices } = settings;
  const {
    attention,
    weightDecay,
    batch,
    retrainingOrder,
    damping,
    hessianSamples,
    solver,
    guard,
    guardSet,
    batchNorms,
    fociPath,
    seed,
  } = settings;
  return {
    samples,
    method,
    methodNumbers: Object.fromEntries(
      methodSettings(method).map(({ number: name, setting }) => [name, settings[setting]]),
    ),
    selection,
    attention,
    curvature,
    update,
    weightDecay,
    batch,
    retrainingOrder,
    perturbations,
    perturbationDeviation,
    maxSlices,
    damping,
    hessianSamples,
    solver,
    noise,
    guard,
    guardSet,
    batchNorms,
    fociPath,
    seed,
    drawSeed,
  };
}

/** Whether the settings of the next removal are just these. */
export function matchesRemoval(settings: Settings, removal: RemovalSettings): boolean {
  const wanted = Object.entries(settingsOfRemoval(removal)) as [SettingName, unknown][];
  return wanted.every(([name, value]) => settings[name] === value);
}

/** The page's settings that stand for a removal's settings. Without noise, epsilon and delta stay as they are. */
export function settingsOfRemoval(removal: RemovalSettings): Partial<Settings> {
  const { noise, methodNumbers, drawSeed: _, attention = 'rows', ...others } = removal;
  const rest = { ...others, attention };
  const own = Object.fromEntries(
    methodSettings(removal.method)
      .filter(({ number: name }) => methodNumbers[name] !== undefined)
      .map(({ number: name, setting }) => [setting, methodNumbers[name]]),
  );
  return noise === null ? { ...rest, ...own, noise: false } : { ...rest, ...own, noise: true, ...noise };
}
