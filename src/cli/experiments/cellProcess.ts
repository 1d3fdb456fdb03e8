/** The process that computes cells for another one: `forkCells` starts it, and it ends with the channel to that. */

import { sentenceOf } from '../sentenceOf';
import type { CellAnswer, CellQuestion } from './cellMessages';
import { type CellRunner, openCellRunner } from './cellRunner';

const [backend = 'wasm'] = process.argv.slice(2);
let runner: Promise<CellRunner> | null = null;

const answer = (message: CellAnswer) => process.send?.(message);

process.on('message', async (cell: CellQuestion) => {
  try {
    runner ??= openCellRunner(backend);
    const { run } = await runner;
    const result = await run(cell, { onProgress: (fraction) => answer({ kind: 'progress', fraction }) });
    answer({ kind: 'done', result });
  } catch (error) {
    answer({ kind: 'failed', sentence: sentenceOf(error, 'run') ?? String(error) });
  }
});
process.on('disconnect', () => process.exit(0));
