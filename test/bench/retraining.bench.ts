/**
 * How long should the step be? Removes single samples, from badly to well fitted ones, at several dampings, and compares the sample's loss
 * with that of a model retrained without it (same seed and order of batches; the sample's place is taken by a well-fitted one of its
 * class), once by the secant of the block with the decay of the training, once as published. Shown: sample loss in nats after the removal, and in brackets what it cost in points of validation accuracy.
 * The table behind docs/decisions/0003-the-default-damping.md.
 */

import { createRequire } from 'node:module';
import { readShipped } from '../../src/cli/packageFiles';
import { type Dataset, normalise } from '../../src/data/dataset';
import { findSource } from '../../src/data/sources';
import { defaultSettings, type RemovalSettings } from '../../src/engine/parameters';
import { openSession, type Session, undo } from '../../src/engine/session';
import { unlearn } from '../../src/engine/unlearn';
import { evaluateSample } from '../../src/math/network/evaluateGraph';
import { findArchitecture } from '../../src/model/architectures';
import { openWasmCompute } from '../../src/model/compute';
import { createNetwork } from '../../src/model/network';
import { train } from '../../src/model/training';
import type { BenchReport } from './report';

const dampings = [0.01, 0.03, 0.1, 0.3, 1];
/** The step of today, and the published one that the table was made with. */
const forms = {
  exact: {},
  cut: { curvature: 'secant-cut', weightDecay: 'none' },
} as const satisfies Record<string, Partial<RemovalSettings>>;
/** Places of the samples in the order of falling loss. */
const places = [0, 30, 100, 200, 300, 500, 1000, 2000];

/** The data with a sample overwritten by the first well-fitted one of its class. */
function withoutSample(dataset: Dataset, sample: number, losses: Float32Array): Dataset {
  const { count, labels } = dataset.training;
  const size = dataset.training.images.length / count;
  const twin = labels.findIndex((label, i) => i !== sample && label === labels[sample] && losses[i]! < 0.01);
  const images = dataset.training.images.slice();
  images.copyWithin(sample * size, twin * size, (twin + 1) * size);
  return { ...dataset, training: { count, images, labels } };
}

async function compare(session: Session, sample: number): Promise<Record<string, string | number>> {
  const { dataset, network, evaluation } = session;
  const { architecture, graph } = network;
  const other = createNetwork(architecture, network.input, network.classes);
  const retrained = await train(
    other,
    withoutSample(dataset, sample, evaluation.training.losses),
    architecture.training,
  );
  other.dispose();
  const input = normalise(dataset.training, dataset, sample, sample + 1);
  const label = dataset.training.labels[sample]!;
  const row: Record<string, string | number> = {
    model: architecture.id,
    sample,
    before: evaluation.training.losses[sample]!,
    retrained: evaluateSample(graph, retrained.parameters, input, label).loss,
  };
  for (const [form, settings] of Object.entries(forms)) {
    for (const damping of dampings) {
      const request = { ...defaultSettings, ...settings, guard: null, damping, samples: [sample] };
      const report = await unlearn(session, request);
      await undo(session);
      const cost = 100 * (report.after.validationAccuracy - report.before.validationAccuracy);
      row[`${form} ${damping}`] = `${report.samples[0]!.lossAfter.toFixed(3)} (${cost.toFixed(1)})`;
    }
  }
  return row;
}

export default async function bench(report: BenchReport): Promise<void> {
  const wasm = createRequire(import.meta.url).resolve(
    '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
  );
  const compute = await openWasmCompute(wasm);
  const dataset = await findSource('digits').load({ seed: 1, files: [], readShipped });
  report.note(
    'sample loss after the removal, and its cost in points of validation accuracy; built-in digits, seed 1',
  );
  for (const architecture of ['mnist-logistic', 'mnist-2nn'].map(findArchitecture)) {
    const network = createNetwork(architecture, dataset.shape, 10);
    const trained = await train(network, dataset, architecture.training);
    const session = await openSession(compute, dataset, network, trained, architecture.training);
    const { losses } = session.evaluation.training;
    const order = [...losses.keys()].sort((a, b) => losses[b]! - losses[a]!);
    for (const place of places) report.row(await compare(session, order[place]!));
    network.dispose();
  }
}
