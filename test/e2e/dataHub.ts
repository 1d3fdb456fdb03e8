import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, Route } from '@playwright/test';
import { downloads } from '../../src/data/download';
import { makeDigits } from '../../src/data/made/digits';
import { readFiles } from '../../src/data/readFiles';
import { parquetFile, pngRows } from '../support/parquetFile';

/** MNIST as a public data-set hub holds it, given to the page in the hub's place. */
export interface DataHub {
  /** Whether the pictures are the real ones, from the folder that LETHE_DATA names. */
  readonly isReal: boolean;
  /** Answers the page's requests to the hub from now on; counts them. */
  open(page: Page): Promise<{ readonly requests: string[] }>;
}

/** Makes the hub's files: of the real images where they are at hand, else of digits that the lab draws, over and over. */
export async function makeDataHub(): Promise<DataHub> {
  const real = process.env.LETHE_DATA && join(process.env.LETHE_DATA, 'mnist');
  const { training, validation, shape } =
    real && existsSync(real)
      ? await readFiles(readdirSync(real).map((name) => ({ name, bytes: readFileSync(join(real, name)) })))
      : makeDigits({ seed: 5, trainingCount: 300, validationCount: 100 });
  const fileOf = (set: typeof training, count: number) => {
    const rows = pngRows(set, shape);
    const all = Array.from({ length: count }, (_, i) => rows[i % rows.length]!);
    return Buffer.from(parquetFile(all, downloads.mnist.imageColumn, 1000));
  };
  const files = new Map(
    [[downloads.mnist.training, training] as const, [downloads.mnist.validation, validation] as const].map(
      ([split, set]) => [split.url, fileOf(set, split.count)],
    ),
  );
  return {
    isReal: Boolean(real && existsSync(real)),
    async open(page) {
      const requests: string[] = [];
      await page.route('https://huggingface.co/**', (route) => {
        requests.push(`${route.request().method()} ${route.request().headers().range ?? ''}`);
        return answer(route, files);
      });
      return { requests };
    },
  };
}

function answer(route: Route, files: ReadonlyMap<string, Buffer>): Promise<void> {
  const file = files.get(route.request().url());
  if (!file) return route.fulfill({ status: 404 });
  const headers = {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'content-range, content-length, accept-ranges',
    'accept-ranges': 'bytes',
  };
  if (route.request().method() === 'HEAD') {
    return route.fulfill({ headers: { ...headers, 'content-length': String(file.length) } });
  }
  const range = /^bytes=(\d+)-(\d+)$/.exec(route.request().headers().range ?? '');
  if (!range) return route.fulfill({ headers, body: file });
  const [from, to] = [Number(range[1]), Math.min(Number(range[2]), file.length - 1)];
  return route.fulfill({
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${from}-${to}/${file.length}` },
    body: file.subarray(from, to + 1),
  });
}
