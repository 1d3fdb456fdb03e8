/**
 * `npm test`: type check, lint, unit tests in Node, kernel and engine tests in Chromium with WebGPU, end-to-end tests. Every step
 * runs even when an earlier one fails. What runs in Node alone shares the time of the kernel and engine tests, which keep little more than one core busy, and after it
 * with `--browsers` removals in Firefox and WebKitGTK; the end-to-end tests, which watch for long tasks, have the machine for themselves. Ends with the seconds of each step, the
 * slowest files, what failed, and the line `N passed, N failed`; a skipped test counts as failed.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ensureBrowser } from './ensureBrowser';

interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** How long something took. */
interface Duration {
  readonly name: string;
  readonly seconds: number;
}

/** A test that failed, and the beginning of what it said. */
interface Failure {
  readonly name: string;
  readonly message: string;
}

/** Of a message, the letters that are shown again at the end. */
const messageLength = 600;

const steps: Duration[] = [];
const files: Duration[] = [];
const failures: Failure[] = [];

const reports = mkdtempSync(join(tmpdir(), 'lethe-test-'));
const environment: NodeJS.ProcessEnv = { ...process.env };

/** Where a step prints: at once, or when it has ended, as another one is printing meanwhile. */
type Printing = 'atOnce' | 'atItsEnd';

/** Runs one step and shows what it prints. @returns whether it succeeded */
async function runStep(
  title: string,
  words: readonly string[],
  printing: Printing,
  extra: NodeJS.ProcessEnv = {},
): Promise<boolean> {
  if (printing === 'atOnce') console.log(`\n=== ${title}`);
  const start = performance.now();
  const step = spawn('npx', words, {
    stdio: printing === 'atOnce' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    env: { ...environment, ...extra },
  });
  const printed: Buffer[] = [];
  for (const stream of [step.stdout, step.stderr]) stream?.on('data', (part: Buffer) => printed.push(part));
  const [status] = (await once(step, 'close')) as [number | null];
  if (printing === 'atItsEnd') console.log(`\n=== ${title}\n${Buffer.concat(printed)}`);
  steps.push({ name: title, seconds: (performance.now() - start) / 1000 });
  return status === 0;
}

function readReport<T>(path: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch {
    return undefined;
  }
}

/** A step that is one check: it passes or fails as a whole. */
async function check(title: string, ...words: string[]): Promise<Count> {
  if (await runStep(title, words, 'atItsEnd')) return { passed: 1, failed: 0 };
  failures.push({ name: title, message: 'see above' });
  return { passed: 0, failed: 1 };
}

/** A step that fails without naming a failed test has failed all the same. */
function count(succeeded: boolean, passed: number, failed: number): Count {
  return { passed, failed: succeeded ? failed : Math.max(failed, 1) };
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numTotalTests: number;
  readonly testResults: readonly {
    name: string;
    startTime: number;
    endTime: number;
    message: string;
    assertionResults: readonly {
      status: string;
      fullName: string;
      failureMessages: readonly string[] | null;
    }[];
  }[];
}

interface PlaywrightSpec {
  readonly title: string;
  readonly ok: boolean;
  readonly tests: readonly { results: readonly { duration: number; error?: { message?: string } }[] }[];
}

interface PlaywrightSuite {
  readonly file: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs: readonly PlaywrightSpec[];
}

interface PlaywrightReport {
  readonly stats: { expected: number; unexpected: number; skipped: number; flaky: number };
  readonly suites: readonly PlaywrightSuite[];
}

function specsOf({ specs, suites = [] }: PlaywrightSuite): PlaywrightSpec[] {
  return [...specs, ...suites.flatMap(specsOf)];
}

function resultsOf({ tests }: PlaywrightSpec) {
  return tests.flatMap(({ results }) => results);
}

async function vitest(
  title: string,
  project: string,
  printing: Printing,
  extra?: NodeJS.ProcessEnv,
): Promise<Count> {
  const path = join(reports, `${project}.json`);
  const words = ['--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${path}`];
  const succeeded = await runStep(title, ['vitest', 'run', ...words], printing, extra);
  const report = readReport<VitestReport>(path);
  if (!report) return { passed: 0, failed: 1 };
  for (const { name, startTime, endTime, message, assertionResults } of report.testResults) {
    const file = relative('.', name);
    files.push({ name: file, seconds: (endTime - startTime) / 1000 });
    if (message) failures.push({ name: file, message });
    for (const { status, fullName, failureMessages } of assertionResults) {
      if (status === 'passed') continue;
      failures.push({ name: `${file}: ${fullName}`, message: failureMessages?.join('\n') || status });
    }
  }
  return count(succeeded, report.numPassedTests, report.numTotalTests - report.numPassedTests);
}

async function playwright(title: string): Promise<Count> {
  const path = join(reports, 'e2e.json');
  const words = ['playwright', 'test', '--config', 'test/e2e/playwright.config.ts', '--reporter=list,json'];
  const succeeded = await runStep(title, words, 'atOnce', {
    PLAYWRIGHT_JSON_OUTPUT_NAME: path,
    LETHE_BUILT: '1',
  });
  const report = readReport<PlaywrightReport>(path);
  if (!report) return { passed: 0, failed: 1 };
  for (const suite of report.suites) {
    const file = join('test/e2e', suite.file);
    const milliseconds = specsOf(suite)
      .flatMap(resultsOf)
      .reduce((sum, { duration }) => sum + duration, 0);
    files.push({ name: file, seconds: milliseconds / 1000 });
    for (const spec of specsOf(suite).filter(({ ok }) => !ok)) {
      const messages = resultsOf(spec).map(({ error }) => error?.message ?? '');
      failures.push({ name: `${file}: ${spec.title}`, message: messages.join('\n') || 'skipped' });
    }
  }
  const { stats } = report;
  return count(succeeded, stats.expected, stats.unexpected + stats.skipped + stats.flaky);
}

/** What needs no browser. */
async function checkInNode(): Promise<Count[]> {
  return [
    await check('types', 'tsc', '--noEmit'),
    await check('lint and format', 'biome', 'ci', '--error-on-warnings'),
    await vitest('unit tests (Node)', 'unit', 'atItsEnd'),
    await check('the page is built', 'vite', 'build'),
  ];
}

async function main(): Promise<Count[]> {
  try {
    environment.CHROME_PATH = ensureBrowser();
  } catch (error) {
    console.error(`\n${(error as Error).message}`);
    return [...(await checkInNode()), { passed: 0, failed: 1 }];
  }
  const beside = checkBesideKernels();
  const onGpu = await vitest('kernel and engine tests (Chromium, WebGPU)', 'gpu', 'atOnce');
  return [...(await beside), onGpu, await playwright('end to end (Chromium, WebGPU)')];
}

async function checkBesideKernels(): Promise<Count[]> {
  const inNode = await checkInNode();
  if (!process.argv.includes('--browsers')) return inNode;
  const inBrowsers = await vitest('removals in other browsers', 'browsers', 'atItsEnd', { LETHE_BUILT: '1' });
  return [...inNode, inBrowsers];
}

function printDurations(title: string, durations: readonly Duration[]): void {
  console.log(`\n${title}`);
  for (const { name, seconds } of durations) console.log(`${seconds.toFixed(1).padStart(7)}  ${name}`);
}

const counts = await main();
rmSync(reports, { recursive: true, force: true });
printDurations('seconds per step', steps);
printDurations('slowest files', files.toSorted((a, b) => b.seconds - a.seconds).slice(0, 10));
for (const { name, message } of failures) console.log(`\nFAILED ${name}\n${message.slice(0, messageLength)}`);
const passed = counts.reduce((sum, step) => sum + step.passed, 0);
const failed = counts.reduce((sum, step) => sum + step.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
