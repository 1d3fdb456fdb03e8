/** `lethe data`: what the lab makes of files, before anything is computed. */

import type { Dataset } from '../../data/dataset';
import { withoutGuard } from '../../data/guardImages';
import { type DatasetPreview, previewDataset } from '../../data/previewDataset';
import { formats, say, sayMessage } from '../../words/say';
import { sayPreviewLevels, sayPreviewSize } from '../../words/sayPreview';
import { type ExitCode, exitCodes } from '../exitCodes';
import { loadData } from '../loadData';
import type { Stop } from '../stop';
import type { DataSpec } from './options';

/** Of the JSON; raised when a field changes its meaning. */
const VERSION = 1;

/** Runs the command. */
export async function runData({ paths, limit, json }: DataSpec, { signal }: Stop): Promise<ExitCode> {
  const options = { seed: 1, signal, ...(limit === undefined ? {} : { trainingLimit: limit }) };
  const dataset = await withoutGuard(await loadData(paths, options));
  const preview = await previewDataset(dataset);
  console.log(json ? JSON.stringify(asJson(dataset, preview), null, 2) : asText(preview));
  return exitCodes.done;
}

function asText(preview: DatasetPreview): string {
  const { name, origin, notes, levels } = preview;
  return [
    name,
    sayPreviewSize(preview),
    ...(levels ? [sayPreviewLevels(preview)] : []),
    '',
    ...countLines(preview),
    '',
    sayMessage(origin),
    ...notes.map(sayMessage),
  ].join('\n');
}

/** A line for each class and one for all, a column for each part. */
function countLines({ classNames, parts, levels }: DatasetPreview): string[] {
  const rows = [
    [
      say(levels ? 'data.preview.class' : 'data.preview.label'),
      ...parts.map(({ part }) => say(`data.preview.parts.${part}`)),
    ],
    ...classNames.map((name, label) => [name, ...parts.map(({ counts }) => formats.whole(counts[label]!))]),
    [say('data.preview.sum'), ...parts.map(({ total }) => formats.whole(total))],
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('  '),
  );
}

function asJson({ id, digest }: Dataset, preview: DatasetPreview): object {
  const { name, origin, shape, classNames, parts, levels, sizeBytes, notes } = preview;
  const [height, width, channels] = shape;
  const samples = levels ? 'images' : 'texts';
  return {
    version: VERSION,
    id,
    name,
    origin: sayMessage(origin),
    ...(levels && { shape: { height, width, channels }, levels }),
    sizeBytes,
    parts: parts.map(({ part, total }) => ({ part, [samples]: total })),
    classes: classNames.map((className, label) => ({
      name: className,
      [samples]: Object.fromEntries(parts.map(({ part, counts }) => [part, counts[label]!])),
    })),
    digest,
    notes: notes.map(sayMessage),
  };
}
