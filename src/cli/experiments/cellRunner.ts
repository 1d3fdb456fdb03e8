import type { Dataset } from '../../data/dataset';
import type { CellContext, CellResult, CellSpec, DataChoice } from '../../experiments/experiment';
import type { ExperimentId } from '../../experiments/ids';
import { openModels } from '../../experiments/models';
import { cellRuns } from '../../experiments/runs';
import { CheckpointError } from '../../model/checkpoint';
import { loadData } from '../loadData';
import { loadShippedWeights } from '../loadWeights';
import { openNodeCompute } from '../nodeCompute';

/** Computes cells, one after another. */
export interface CellRunner {
  readonly run: (
    cell: { readonly experiment: ExperimentId; readonly spec: CellSpec },
    job: Pick<CellContext, 'signal' | 'onProgress'>,
  ) => Promise<CellResult>;
  readonly close: () => void;
}

/** Computes cells in this process: data and models are opened once for all that ask for the same. */
export async function openCellRunner(backend: string): Promise<CellRunner> {
  const compute = await openNodeCompute(backend);
  const datasets = new Map<string, Promise<Dataset>>();
  const load = ({ data, limit }: DataChoice) => {
    const key = JSON.stringify([data, limit]);
    const loaded =
      datasets.get(key) ?? loadData([data], { seed: 1, ...(limit === null ? {} : { trainingLimit: limit }) });
    datasets.set(key, loaded);
    return loaded;
  };
  const models = openModels(compute, load, findShipped);
  return {
    run: ({ experiment, spec }, job) =>
      cellRuns[experiment](spec, { compute, models, loadData: load, ...job }),
    close() {},
  };
}

async function findShipped(dataset: Dataset, model: string) {
  try {
    const { trained } = await loadShippedWeights(dataset, model);
    return { weights: trained.weights, card: trained.card };
  } catch (error) {
    if (error instanceof CheckpointError) return null;
    throw error;
  }
}
