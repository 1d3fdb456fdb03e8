/**
 * What two threads share to make calls of one loop together: the loop's module, its jobs, and which of them is next. A job is calls one after another; whoever is free takes the next job, so
 * that a thread that the machine holds up holds up nobody.
 */

/** Numbers that a call is given at most. */
const CALL_NUMBERS = 8;
const MOST_JOBS = 256;
const MOST_CALLS = 16_384;
const MOST_MODULE_BYTES = 65_536;

/** Places in the box, each a 32-bit number. */
const STATE = 0;
const NEXT = 1;
const LOOP = 2;
const MODULE_BYTES = 3;
const JOBS = 4;
const ENDS = 5;
const CALLS = ENDS + MOST_JOBS;
const MODULE = CALLS + MOST_CALLS * CALL_NUMBERS;
const BOX_BYTES = 4 * MODULE + MOST_MODULE_BYTES;

/** What the second thread is doing: it has not begun, waits, has work that it has not seen, works, or is not to be had. */
const states = { absent: 0, idle: 1, called: 2, working: 3, failed: 4 } as const;

/** The numbers that a call gives its loop, eight at most. */
export type Call = readonly number[];

/** A function of whole numbers: addresses and counts. */
export type Loop = (...given: number[]) => number;

/** The one function of a loop's module, on a memory. */
export function startLoop(module: BufferSource, memory: WebAssembly.Memory): Loop {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module), { env: { memory } });
  return exports.loop as Loop;
}

/** A box for a second thread that has not begun. */
export const createBox = (): SharedArrayBuffer => new SharedArrayBuffer(BOX_BYTES);

/** Says that the second thread is not to be had. */
export const failBox = (box: Int32Array): void => void Atomics.store(box, STATE, states.failed);

/** Whether the second thread has begun, and is to be had. */
export function isThere(box: Int32Array): boolean {
  const state = Atomics.load(box, STATE);
  return state !== states.absent && state !== states.failed;
}

/**
 * Makes the calls of all jobs, some of them in the second thread. They are made when it returns.
 * @param opened the loop, its module, and a number that tells it from all others that this box was given
 * @returns false where nothing was done: the second thread is not there, or there is too much for the box
 */
export function runTogether(
  box: Int32Array,
  { loop, number, module }: { loop: Loop; number: number; module: Uint8Array },
  jobs: readonly (readonly Call[])[],
): boolean {
  const calls = jobs.reduce((count, job) => count + job.length, 0);
  if (jobs.length > MOST_JOBS || calls > MOST_CALLS || module.length > MOST_MODULE_BYTES) return false;
  if (Atomics.load(box, STATE) !== states.idle) return false;
  new Uint8Array(box.buffer, 4 * MODULE, module.length).set(module);
  box[LOOP] = number;
  box[MODULE_BYTES] = module.length;
  box[JOBS] = jobs.length;
  let end = 0;
  jobs.forEach((job, place) => {
    for (const call of job) box.set(call, CALLS + CALL_NUMBERS * end++);
    box[ENDS + place] = end;
  });
  Atomics.store(box, NEXT, 0);
  Atomics.store(box, STATE, states.called);
  Atomics.notify(box, STATE);
  takeJobs(box, loop);
  // What it did not see until now it need not see. Where it works it is on its last job.
  if (Atomics.compareExchange(box, STATE, states.called, states.idle) !== states.called) {
    while (Atomics.load(box, STATE) === states.working);
  }
  return true;
}

/** Takes jobs until none is left. */
function takeJobs(box: Int32Array, loop: Loop): void {
  const jobs = box[JOBS]!;
  for (;;) {
    const job = Atomics.add(box, NEXT, 1);
    if (job >= jobs) return;
    const end = CALLS + CALL_NUMBERS * box[ENDS + job]!;
    let at = CALLS + CALL_NUMBERS * (job === 0 ? 0 : box[ENDS + job - 1]!);
    for (; at < end; at += CALL_NUMBERS) {
      loop(
        box[at]!,
        box[at + 1]!,
        box[at + 2]!,
        box[at + 3]!,
        box[at + 4]!,
        box[at + 5]!,
        box[at + 6]!,
        box[at + 7]!,
      );
    }
  }
}

/** What the second thread does, for as long as it lives; it ends at a module that it cannot start. */
export function serveJobs(shared: SharedArrayBuffer, memory: WebAssembly.Memory): void {
  const box = new Int32Array(shared, 0, MODULE);
  const loops = new Map<number, Loop>();
  const openLoop = () => {
    // A module is not made of bytes that another thread may change.
    const module = new Uint8Array(shared, 4 * MODULE, box[MODULE_BYTES]!).slice();
    return startLoop(module, memory);
  };
  Atomics.store(box, STATE, states.idle);
  for (;;) {
    Atomics.wait(box, STATE, states.idle);
    if (Atomics.compareExchange(box, STATE, states.called, states.working) !== states.called) continue;
    try {
      const loop = loops.get(box[LOOP]!) ?? openLoop();
      loops.set(box[LOOP]!, loop);
      takeJobs(box, loop);
    } catch (error) {
      // Who called it waits, and does the rest.
      failBox(box);
      throw error;
    }
    Atomics.store(box, STATE, states.idle);
  }
}
