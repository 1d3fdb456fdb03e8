/** Jobs that two threads take in turn, with a real thread on shared memory. */
import { afterEach, expect, it, vi } from 'vitest';
import {
  type Call,
  createBox,
  failBox,
  isThere,
  runTogether,
  startLoop,
} from '../../../src/kernels/wasm/jobMailbox';
import type { LoopThreadTask } from '../../../src/kernels/wasm/secondThread';
import { assemble, i32 } from '../../../src/math/webAssembly/assembler';
import scriptUrl from '../../../src/worker/wasmThread?worker&url';

/** Adds a number to one in memory. */
const module = assemble({
  imports: {},
  given: [],
  isShared: true,
  functions: {
    loop: {
      parameters: { at: 'i32', more: 'i32' },
      locals: {},
      body: ({ get }) => i32.store(get('at'), i32.add(i32.load(get('at')), get('more'))),
    },
  },
});

let worker: Worker | undefined;
afterEach(() => worker?.terminate());

async function startThread() {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  const shared = createBox();
  const box = new Int32Array(shared);
  worker = new Worker(scriptUrl, { type: 'module' });
  worker.addEventListener('error', (event) => event.preventDefault());
  worker.postMessage({ cmd: 'loops', box: shared, memory } satisfies LoopThreadTask);
  await vi.waitUntil(() => isThere(box), { timeout: 10_000 });
  return { box, memory, values: new Int32Array(memory.buffer) };
}

it('makes each call once', async () => {
  const { box, memory, values } = await startThread();
  const add = startLoop(module, memory);
  const jobs = Array.from({ length: 200 }, (_, job) => Array<Call>(60).fill([4 * job, job + 1]));
  const sum = () => values.reduce((total, value) => total + value, 0);
  const whole = jobs.reduce((total, job) => total + job.length, 0);
  for (let round = 0; round < 100; round++) {
    let own = 0;
    const before = sum();
    // Goes on when the other thread has begun: both take jobs at the same time.
    const loop = (at: number, more: number) => {
      own += 1;
      if (own === 1) {
        const end = performance.now() + 5000;
        while (sum() === before && performance.now() < end);
      }
      return add(at, more);
    };
    expect(runTogether(box, { loop, number: 0, module }, jobs)).toBe(true);
    expect(own).toBeLessThan(whole);
  }
  expect([...values.subarray(0, 201)]).toEqual([...jobs.map((_, job) => 6000 * (job + 1)), 0]);
});

it('does all by itself where the thread cannot start a loop, and leaves it alone from then on', async () => {
  const { box, memory, values } = await startThread();
  const loop = startLoop(module, memory);
  const jobs = Array.from({ length: 50 }, (_, job) => [[4 * job, 1]]);
  const broken = { loop, number: 0, module: Uint8Array.of(1, 2, 3) };
  await vi.waitUntil(
    () => {
      values.fill(0);
      const isDone = runTogether(box, broken, jobs);
      expect([...values.subarray(0, 50)]).toEqual(Array(50).fill(isDone ? 1 : 0));
      return !isThere(box);
    },
    { timeout: 10_000 },
  );
  expect(runTogether(box, broken, jobs)).toBe(false);
});

it('takes no more than the box holds', async () => {
  const { box, memory, values } = await startThread();
  const loop = startLoop(module, memory);
  expect(runTogether(box, { loop, number: 0, module }, Array(257).fill([[0, 1]]))).toBe(false);
  expect(runTogether(box, { loop, number: 0, module }, [Array(16_385).fill([0, 1])])).toBe(false);
  expect(values[0]).toBe(0);
  failBox(box);
  expect(runTogether(box, { loop, number: 0, module }, [[[0, 1]]])).toBe(false);
});
