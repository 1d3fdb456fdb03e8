/**
 * Removals of one version of the lab, in Node or in a worker of a page: the modules are taken from wherever that version lies, by what 25670b1 and today have in common.
 * Both take the settings of that time: the secant pair cut out of a step of all weights, no decay in the step, the mean of a batch.
 */
import type { Dataset } from '../../../src/data/dataset';
import type { TrainedWeights } from '../../../src/model/training';

/** A module of the version, by its path in src without an extension. */
export type Load = (path: string) => Promise<Record<string, never>>;

export interface Task {
  readonly version: 'before' | 'now';
  readonly model: string;
  readonly backend: 'wasm' | 'webgpu';
  readonly dataset: Dataset;
  readonly trained: TrainedWeights;
}

export interface Removed {
  readonly ms: number;
  readonly phases: Readonly<Record<string, number>>;
  readonly digest: string;
  /** Whether all the slices that it changed are of the last layer. */
  readonly isOutputAlone: boolean;
}

type Call = (...args: unknown[]) => Promise<unknown>;
interface Report {
  readonly durationsMs: Readonly<Record<string, number>>;
  readonly digestAfter: string;
  readonly selection: {
    readonly selected: readonly { readonly layer: string }[];
    readonly perLayer: readonly { readonly layer: string }[];
  };
}

const called = async (load: Load, path: string, name: string) => (await load(path))[name] as unknown as Call;

/** What a request of today has to say to ask for what 25670b1 did. */
async function olderSettings(load: Load): Promise<object> {
  const { unsaid } = (await load('engine/olderRequest')) as unknown as { unsaid: object };
  return { ...unsaid, curvature: 'secant-cut' };
}

/**
 * Opens a session on a model.
 * @param compute of that version, open
 * @returns what removes one sample, measures all there is, and takes the removal back
 */
export async function openRemovals(
  load: Load,
  compute: unknown,
  task: Task,
): Promise<(sample: number) => Promise<Removed>> {
  const { version, model, dataset, trained } = task;
  const findArchitecture = (await load('model/architectures')).findArchitecture as unknown as (
    id: string,
  ) => { training: unknown };
  const architecture = findArchitecture(model);
  const createNetwork = (await load('model/network')).createNetwork as unknown as (...args: unknown[]) => {
    graph: unknown;
  };
  const network = createNetwork(architecture, dataset.shape, dataset.classNames.length);
  await (await called(load, 'model/prepareNetwork', 'prepareNetwork'))(compute, network.graph);
  const openSession = await called(load, 'engine/session', 'openSession');
  const undo = await called(load, 'engine/session', 'undo');
  const unlearn = await called(load, 'engine/unlearn', 'unlearn');
  const { defaultSettings } = (await load('engine/parameters')) as unknown as {
    defaultSettings: object;
  };
  const settings = {
    ...defaultSettings,
    ...(version === 'now' ? await olderSettings(load) : {}),
    guard: null,
  };
  const session = await openSession(compute, dataset, network, trained, architecture.training);
  return async (sample) => {
    const start = performance.now();
    const report = (await unlearn(session, { ...settings, samples: [sample] })) as Report;
    const ms = performance.now() - start;
    await undo(session);
    const { selected, perLayer } = report.selection;
    return {
      ms,
      phases: report.durationsMs,
      digest: report.digestAfter,
      isOutputAlone: selected.length > 0 && selected.every(({ layer }) => layer === perLayer.at(-1)!.layer),
    };
  };
}
