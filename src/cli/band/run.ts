/** Trains models that differ from the original by their seeds alone, and says how far each metric scatters: `lethe band --help` lists the options. */

import { join } from 'node:path';
import { createStates } from '../../engine/history';
import { metricIds } from '../../engine/metrics/table';
import { type BandCard, bandCardOf, bandKeyOfCard, readBandCard } from '../../engine/yardstick/bandFile';
import { type BandReport, noiseBands } from '../../engine/yardstick/bandReport';
import { bandSpecOf } from '../../engine/yardstick/bandSpec';
import { openOriginal } from '../../lab/opening/openOriginal';
import { spreadOf } from '../../math/yardstick/noiseBand';
import { makeProvenance } from '../../model/makeProvenance';
import { parseOptional } from '../../model/schema/parse';
import { rowWords } from '../../words/rowWords';
import { say, sayMessage } from '../../words/say';
import { keptFolder } from '../cacheFolder';
import { InputError } from '../commandError';
import { type ExitCode, exitCodes } from '../exitCodes';
import { makeFolder, readOptional, replaceFile } from '../folder/files';
import { loadData } from '../loadData';
import { loadCheckpoint, loadShippedWeights } from '../loadWeights';
import { openNodeCompute } from '../nodeCompute';
import { showLine } from '../progress';
import type { Stop } from '../stop';
import { untilAborted } from '../untilAborted';
import { watchGpu } from '../watchGpu';
import { makeKeptBand } from './bandStore';
import type { BandRun } from './options';

/** Runs the command. @throws CommandError, or what the layers below say of what they refuse */
export async function runBand(options: BandRun, stop: Stop): Promise<ExitCode> {
  const { checkpoint, model, limit, backend, store, takeOver, out } = options;
  const dataset = await loadData(options.data, {
    seed: 1,
    signal: stop.signal,
    ...(limit === null ? {} : { trainingLimit: limit }),
  });
  for (const note of dataset.notes ?? []) console.error(sayMessage(note));
  const compute = await openNodeCompute(backend);
  const original = await (checkpoint
    ? loadCheckpoint(checkpoint, dataset)
    : loadShippedWeights(dataset, model ?? undefined));
  const { trained } = await openOriginal(
    { compute, dataset },
    original,
    { signal: stop.signal },
    async () => {},
    createStates(0),
  );
  const { session } = trained;
  const spec = bandSpecOf(session, []);
  const root = store ?? keptFolder('bands');
  const gpu = watchGpu(compute);
  const line = showLine();
  const signal = AbortSignal.any([gpu.failed, stop.signal]);
  try {
    const report = await untilAborted(
      makeKeptBand(session, spec, { root, gpu, signal, takeOver, line }),
      gpu.failed,
    );
    line.end();
    if (out !== null) {
      const provenance = makeProvenance(compute, { training: session.training.seed });
      await writeBand(out, bandCardOf(spec, report, dataset.id, provenance));
    }
    const { length } = report.seeds;
    console.log(say('cli.band.made', { count: length, model: spec.model, data: dataset.name, folder: root }));
    tellOf(report);
    return exitCodes.done;
  } catch (error) {
    if (gpu.failed.aborted) throw gpu.failed.reason;
    if (!stop.signal.aborted) throw error;
    line.aside(say('cli.ensemble.stopped'));
    return stop.exitCode();
  } finally {
    gpu.close();
    line.end();
  }
}

/** A line for each metric of which the models say something. */
function tellOf(report: BandReport): void {
  const bands = noiseBands(report);
  for (const id of metricIds) {
    const band = bands[id];
    if (band === null) continue;
    const { mean, deviation } = spreadOf(report.values[id]!.map((value) => value!));
    console.log(
      say('cli.band.metric', { label: rowWords('engine.metrics', id).label, mean, deviation, band }),
    );
  }
}

/** Puts a band into bands.json, in place of an older one for the same data, model and trainings. */
async function writeBand(folder: string, card: BandCard): Promise<void> {
  await makeFolder(folder);
  const path = join(folder, 'bands.json');
  const text = await readOptional(path);
  const cards = text === null ? [] : parseOptional(text.toString());
  if (!Array.isArray(cards)) throw new InputError('cli.indexDamaged', [{ file: path }]);
  const others = cards
    .map((one, i) => readBandCard(one, `${path}: [${i}]`))
    .filter((one) => bandKeyOfCard(one) !== bandKeyOfCard(card));
  const lines = [...others, card].map((one) => JSON.stringify(one));
  await replaceFile(path, `[\n${lines.join(',\n')}\n]\n`);
}
