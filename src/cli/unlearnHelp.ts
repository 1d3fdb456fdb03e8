import { type ChoiceRow, curvatures, selections, updates } from '../engine/choices';
import { type MethodRow, methodTable } from '../engine/methods/table';
import type { NumericParameter } from '../engine/numericParameter';
import { numericParameters } from '../engine/parameters';
import { backends, fallbackRemovals, optionOf, orders } from './unlearnOptions';

/** What `lethe unlearn --help` prints: every option, with names and ranges from the engine's tables. */
export function unlearnHelp(): string {
  const { seed, guard, ...others } = numericParameters;
  return [
    'lethe unlearn --out DIR [options]',
    'Removes training samples from a trained model, one removal after another, and writes one row each.',
    '',
    'Data and model',
    line('--data ID|PATH', 'a data source, or files of one data set (repeatable); digits'),
    line('', 'LETHE_DATA: a folder with folders like mnist/, read in place of a download'),
    line('--limit N', 'the first N / classes training images of each class'),
    line('--model ID', 'a model that weights ship for; the first'),
    line('--checkpoint DIR|FILE', 'a folder of "lethe train", or an exported checkpoint'),
    line('--backend NAME', `${backends.join(', ')}; wasm`),
    '',
    'Which samples',
    line('--order NAME', `${orders.join(', ')}; as --samples or --class say, else random`),
    line('--samples LIST', 'training images by number, such as 3,17,20-25'),
    line('--class C', 'the first images of a class'),
    line('--removals N', `how many removals; ${fallbackRemovals} at random, else all that are named`),
    line('--batch-size B', 'samples that go in one removal, as one batch; 1'),
    '',
    'Removal',
    ...choiceLines('method', methodTable),
    line('--set NAME=VALUE', 'a number of the method (repeatable):'),
    ...Object.entries(methodTable).flatMap(([id, row]) => methodLines(id, row)),
    ...choiceLines('selection', selections),
    ...choiceLines('curvature', curvatures),
    ...choiceLines('update', updates),
    ...Object.entries(others).map(([name, number]) => numberLine(name, number)),
    line('', '--epsilon and --delta turn the certification noise on; without them there is none'),
    numberLine('guard', guard),
    line('', '"off": every removal passes'),
    line('--max-slices N', 'the selection takes no more'),
    line('--batch-norms', 'measure the authors\u2019 mean of batch gradient norms too: slower'),
    numberLine('seed', seed),
    '',
    'Run',
    line('--retrain-every K', 'retrain from scratch after every K removals, and compare'),
    line(
      '--relearn-limit E',
      'in each comparison, epochs that relearning the forgotten may take (default: not measured)',
    ),
    line('--out DIR', 'removals.csv, removals.jsonl, comparisons.jsonl, run.json, weights.bin;'),
    line('', 'the same command with the same folder goes on where it stopped'),
    '',
  ].join('\n');
}

function line(option: string, words: string): string {
  return `  ${option.padEnd(28)}${words}`.trimEnd();
}

function choiceLines(option: string, table: Readonly<Record<string, ChoiceRow>>): string[] {
  return Object.entries(table).map(([id, { label }], i) =>
    line(i === 0 ? `--${option} NAME` : '', `${id.padEnd(18)}${label}${i === 0 ? ' (default)' : ''}`),
  );
}

function methodLines(id: string, { numbers }: MethodRow): string[] {
  return Object.entries(numbers).map(([name, number], i) =>
    line('', `${(i === 0 ? id : '').padEnd(18)}${name}: ${rangeOf(number)}`),
  );
}

function numberLine(name: string, number: NumericParameter): string {
  return line(`--${optionOf(name)} X`, `${number.label}: ${rangeOf(number)}`);
}

function rangeOf({ minimum, maximum, whole, fallback }: NumericParameter): string {
  return `${whole ? 'whole, ' : ''}${minimum} to ${maximum}; ${fallback}`;
}
