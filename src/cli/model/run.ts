/** `lethe model`: what the lab makes of files of a model, before anything is computed. */

import { stat } from 'node:fs/promises';
import type { Dataset } from '../../data/dataset';
import { ownTraining } from '../../lab/opening/openCheckpoint';
import { scaleFor } from '../../lab/opening/ownOriginal';
import type { Architecture } from '../../model/architectures';
import type { CheckpointCard } from '../../model/card';
import { CheckpointError } from '../../model/checkpoint';
import { describeGraph, type GraphDescription } from '../../model/describeGraph';
import { evaluateSet, summarise } from '../../model/evaluation';
import { readModelFiles } from '../../model/modelFiles';
import { createNetwork, type Network } from '../../model/network';
import { measuredImages } from '../../model/own/measureScalings';
import { type ModelScaling, type ScalingId, scaledFor } from '../../model/own/scaling';
import { architectureOf, picturesFor } from '../../model/ownModel';
import { readGraph } from '../../model/readGraph';
import type { Message } from '../../words/catalogue';
import { formats, message, say, sayMessage } from '../../words/say';
import { sayLayer, sayLayerHeadings, sayModelSize } from '../../words/sayModel';
import { OptionError } from '../commandError';
import { type ExitCode, exitCodes } from '../exitCodes';
import { loadData, readPaths } from '../loadData';
import { openNodeCompute } from '../nodeCompute';
import type { Stop } from '../stop';
import type { ModelSpec } from './options';

/** Of the JSON; raised when a field changes its meaning. */
const VERSION = 1;

/** What is told of a model. */
interface Facts {
  readonly name: string;
  readonly graph: GraphDescription;
  /** Of a checkpoint. */
  readonly card: CheckpointCard | null;
  readonly scaling: ModelScaling | null;
  /** On the held-out images of the data that are given. */
  readonly measured: { readonly data: string; readonly accuracy: number; readonly loss: number } | null;
  readonly notes: readonly Message[];
}

/** Runs the command. @throws CheckpointError or ModelError when the files are no model that the lab takes */
export async function runModel(spec: ModelSpec, { signal }: Stop): Promise<ExitCode> {
  const { paths, data, limit, scaling, backend, json } = spec;
  for (const path of paths) {
    if (!(await stat(path).catch(() => null)))
      throw new CheckpointError('model.checkpoint.nothingThere', { path });
  }
  await openNodeCompute(backend);
  const options = { seed: 1, signal, ...(limit === undefined ? {} : { trainingLimit: limit }) };
  const pictures = data.length > 0 ? picturesFor(await readPaths(paths, signal)) : null;
  const dataset =
    data.length > 0 ? await loadData(data, { ...options, ...(pictures && { pictures }) }) : null;
  const facts = await lookAt(paths, dataset, scaling, signal);
  console.log(json ? JSON.stringify(asJson(facts), null, 2) : asText(facts));
  return exitCodes.done;
}

async function lookAt(
  paths: readonly string[],
  dataset: Dataset | null,
  wanted: ScalingId | undefined,
  signal: AbortSignal,
): Promise<Facts> {
  const files = await readPaths(paths, signal);
  const read = await readModelFiles(files, ownTraining, dataset?.shape ?? null);
  if (read.kind === 'own') {
    const { architecture, notes } = read.own;
    const about = { name: architecture.name, graph: graphOf(architecture), card: null, notes };
    const scaled = dataset && (await scaleFor(read.own, dataset, { signal }, wanted));
    return { ...about, scaling: scaled?.scaling ?? null, measured: null };
  }
  if (wanted) throw new OptionError('cli.scalingAlone', []);
  const { card, weights } = read.decoded;
  // As the file has it: a model of the table would be built anew for any images.
  const { build } = read.decoded.architecture;
  const architecture = { ...architectureOf(read.decoded, ownTraining), build };
  const graph = graphOf(read.decoded.architecture, card);
  const others = dataset !== null && dataset.digest !== card.data.digest;
  const notes = others ? [message('model.notes.otherData', { name: dataset.name })] : [];
  const about = { name: card.modelName, graph, card, scaling: card.scaling ?? null, notes };
  if (!dataset) return { ...about, measured: null };
  return withNetwork(architecture, dataset, async (network) => {
    network.setParameters(weights.parameters);
    const scaled = scaledFor(dataset, architecture);
    const held = await evaluateSet(network, scaled, dataset.validation, { signal });
    const summary = summarise(held, dataset.validation.labels);
    return { ...about, measured: summary && { data: dataset.name, ...summary } };
  });
}

async function withNetwork(
  architecture: Architecture,
  { shape, classNames }: Dataset,
  work: (network: Network) => Promise<Facts>,
): Promise<Facts> {
  const network = createNetwork(architecture, shape, classNames.length);
  try {
    return await work(network);
  } finally {
    network.dispose();
  }
}

/** @param card of a checkpoint, whose own file says its sizes */
function graphOf({ build }: Pick<Architecture, 'build'>, card?: CheckpointCard): GraphDescription {
  const model = build(card?.data.shape ?? [1, 1, 1], card?.data.classNames.length ?? 1);
  try {
    return describeGraph(readGraph(model));
  } finally {
    model.dispose();
  }
}

function asText({ name, graph, card, scaling, measured, notes }: Facts): string {
  return [
    name,
    sayModelSize(graph),
    '',
    ...layerLines(graph),
    ...(card ? ['', cardLine(card)] : []),
    ...(measured ? [say('model.look.measured', shownFit(measured, measured.data))] : []),
    ...(scaling ? ['', ...scalingLines(scaling)] : []),
    ...(notes.length > 0 ? ['', ...notes.map(sayMessage)] : []),
  ].join('\n');
}

/** A line for each layer, in columns. */
function layerLines({ layers }: GraphDescription): string[] {
  const rows = [sayLayerHeadings(), ...layers.map(sayLayer)];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
}

function cardLine({ data, trainingAccuracy, validationAccuracy }: CheckpointCard): string {
  return say('model.look.card', {
    data: data.name,
    count: formats.whole(data.trainingCount),
    trainingAccuracy: formats.share(trainingAccuracy),
    validationAccuracy: formats.share(validationAccuracy),
  });
}

function shownFit({ accuracy, loss }: { readonly accuracy: number; readonly loss: number }, name: string) {
  return { name, accuracy: formats.share(accuracy), loss: loss.toPrecision(3) };
}

function scalingLines({ id, measured }: ModelScaling): string[] {
  return [
    say('model.look.scalings', { images: formats.whole(measuredImages) }),
    ...measured.map((row) => {
      const shown = shownFit(row, say(`page.setup.weights.scalings.${row.id}`));
      return `${row.id === id ? '*' : ' '} ${say('page.setup.weights.scalingRow', shown)}`;
    }),
  ];
}

function asJson({ name, graph, card, scaling, measured, notes }: Facts): object {
  const [height, width, channels] = graph.input;
  const { classes, parameterCount: parameters, sliceCount: slices, layers } = graph;
  return {
    version: VERSION,
    kind: card ? 'checkpoint' : 'own',
    name,
    input: { height, width, channels },
    classes,
    parameters,
    slices,
    layers,
    ...(card && { card }),
    ...(measured && { measured }),
    ...(scaling && { scaling }),
    notes: notes.map(sayMessage),
  };
}
