/** Checks a folder of golden files: which checker reads which file, and the report. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkActivations } from './activations';
import { checkBullseye } from './bullseye';
import type { Checker } from './check';
import { checkCodec } from './codec';
import { checkFoci } from './foci';
import { checkScrubStep } from './scrubStep';
import { checkUpdate } from './update';

/** One checker a file. */
export const CHECKERS: Record<string, Checker> = {
  'codec.json': checkCodec,
  'foci.json': checkFoci,
  'bullseye.json': checkBullseye,
  'update.json': checkUpdate,
  'activations.json': checkActivations,
  'scrub_step.json': checkScrubStep,
};

export interface Totals {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Runs every checker whose file is in the folder.
 * @param folder holds golden files; one that is absent is reported, as is one that no checker reads
 * @param say takes each line of the report: mismatches, files without a counterpart, and one count a file
 * @returns how many checks passed and failed; a folder that does not exist is one failure, and so is a file that cannot be checked
 */
export function checkFolder(folder: string, say: (line: string) => void): Totals {
  if (!existsSync(folder)) {
    say(`no folder ${folder}`);
    return { passed: 0, failed: 1 };
  }
  let passed = 0;
  let failed = 0;
  for (const [name, checker] of Object.entries(CHECKERS)) {
    if (!existsSync(join(folder, name))) {
      say(`${name}: absent`);
      continue;
    }
    const totals = checkFile(join(folder, name), name, checker, say);
    say(`${name}: ${totals.passed} passed, ${totals.failed} failed`);
    passed += totals.passed;
    failed += totals.failed;
  }
  for (const name of readdirSync(folder).sort()) {
    if (name.endsWith('.json') && !Object.hasOwn(CHECKERS, name)) say(`${name}: no checker`);
  }
  return { passed, failed };
}

function checkFile(path: string, name: string, checker: Checker, say: (line: string) => void): Totals {
  let passed = 0;
  let failed = 0;
  try {
    for (const check of checker(JSON.parse(readFileSync(path, 'utf8')))) {
      if (check.passed) passed += 1;
      else {
        failed += 1;
        say(`MISMATCH ${name}: ${check.name}: expected ${show(check.expected)}, got ${show(check.got)}`);
      }
    }
  } catch (error) {
    failed += 1;
    say(`MISMATCH ${name}: could not be checked: ${error instanceof Error ? error.message : error}`);
  }
  return { passed, failed };
}

/** Long lists by their beginning. */
function show(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'nothing');
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}
