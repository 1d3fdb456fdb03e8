/**
 * Looks: questions about any state of the history, answered by the worker one after another while no job runs. A job pushes the look that runs aside; it is
 * asked again afterwards, as long as something on the page wants it.
 */

import type { LookAnswer, LookedModel, LookName, LookQuestion } from '../../worker/protocol';
import { cancelInHost } from '../jobs/cancelInHost';
import { WorkerGone } from '../jobs/connection';
import { isAbort, sentenceOf } from '../jobs/notices';
import type { LabStore, State } from '../store';
import type { Look, WantedLook } from './looksState';

/** Answers that stay on the page; the worker has more. */
const keptAnswers = 48;

/** Names a question about a model of the open session: equal names, equal answers. */
export function lookKey({ lab }: Pick<State, 'lab'>, model: LookedModel, question: LookQuestion): string {
  const place = lab?.history;
  const retrained = model.retrained || JSON.stringify(question).includes('"retrained":true');
  const comparisons = retrained ? (place?.comparisons.join() ?? '') : '';
  return JSON.stringify([lab?.data, place?.session, comparisons, model, question]);
}

/** What is known of the answer to a question; null: nobody asked. */
export function lookAt<N extends LookName>(
  state: Pick<State, 'lab' | 'looks'>,
  model: LookedModel,
  question: LookQuestion<N>,
): Look<LookAnswer<N>> | null {
  const found = state.looks.get(lookKey(state, model, question as LookQuestion));
  return (found as Look<LookAnswer<N>> | undefined) ?? null;
}

/**
 * Asks, unless the answer is known or on its way. As long as nobody lets go of it, it is asked again after each job that pushes it aside.
 * @returns lets go of it
 */
export function wantLook(store: LabStore, model: LookedModel, question: LookQuestion): () => void {
  const { readers } = store.work.looks;
  const key = lookKey(store.getState(), model, question);
  // What failed is asked again once it is looked at anew: a device that was lost may be back.
  if (!readers.has(key) && store.getState().looks.get(key)?.kind === 'failed') note(store, key, null);
  readers.set(key, (readers.get(key) ?? 0) + 1);
  ask(store, { key, model, question });
  return () => {
    const left = (readers.get(key) ?? 1) - 1;
    if (left > 0) readers.set(key, left);
    else {
      readers.delete(key);
      drop(store, key);
    }
  };
}

function ask(store: LabStore, look: WantedLook): void {
  const { looks } = store.work;
  const known = store.getState().looks.get(look.key);
  if (known?.kind === 'ready' || known?.kind === 'failed') return;
  if (looks.running?.look.key === look.key) {
    looks.running.unwanted = false;
    return;
  }
  if (looks.waiting.some(({ key }) => key === look.key)) return;
  looks.waiting.push(look);
  note(store, look.key, { kind: 'waiting' });
  resumeLooks(store);
}

/** Nobody wants it any more: it is not asked, or stopped. An answer that is there stays. */
function drop(store: LabStore, key: string): void {
  const { looks } = store.work;
  const place = looks.waiting.findIndex((look) => look.key === key);
  if (place >= 0) {
    looks.waiting.splice(place, 1);
    note(store, key, null);
  }
  const { running } = looks;
  if (running?.look.key !== key) return;
  running.unwanted = true;
  // What is wanted again at once, as a component that is drawn anew, is not stopped.
  queueMicrotask(() => {
    if (running.unwanted && looks.running === running) void stopLook(store).then(() => resumeLooks(store));
  });
}

/** Answers the next question, unless a job, a preview or another look runs. */
export function resumeLooks(store: LabStore): void {
  const { looks, preview } = store.work;
  if (looks.running || looks.stopping || preview.running || store.getState().job !== null) return;
  const look = looks.waiting.shift();
  if (!look) return;
  note(store, look.key, { kind: 'running', fraction: 0 });
  looks.running = { look, done: answer(store, look), unwanted: false };
}

async function answer(store: LabStore, look: WantedLook): Promise<void> {
  const { looks } = store.work;
  try {
    const found = await store.connection.lab.look(look.model, look.question);
    note(store, look.key, { kind: 'ready', answer: found });
  } catch (error) {
    const isAside = isAbort(error) || error instanceof WorkerGone;
    if (isAside && !looks.running?.unwanted) {
      looks.waiting.unshift(look);
      note(store, look.key, { kind: 'waiting' });
    } else if (isAside) note(store, look.key, null);
    else note(store, look.key, { kind: 'failed', message: sentenceOf(error) });
  } finally {
    looks.running = null;
    // Whoever pushed it aside goes first.
    if (looks.stopping === null) resumeLooks(store);
  }
}

/** Makes way: no look runs once this resolves, until resumeLooks. */
export async function stopLook(store: LabStore): Promise<void> {
  const { looks } = store.work;
  if (looks.running === null) return;
  looks.stopping ??= stop(store, looks.running.done);
  await looks.stopping;
}

async function stop(store: LabStore, done: Promise<void>): Promise<void> {
  const { looks } = store.work;
  try {
    await cancelInHost(store);
    await done;
  } finally {
    looks.stopping = null;
  }
}

/** Takes in how far the look is that runs. */
export function followLook(store: LabStore, fraction: number): void {
  const { running } = store.work.looks;
  if (running) note(store, running.look.key, { kind: 'running', fraction });
}

/** Notes what is known of an answer; null: nothing. The oldest answers go that nobody shows. */
function note(store: LabStore, key: string, look: Look | null): void {
  const { readers } = store.work.looks;
  store.setState(({ looks: before }) => {
    const looks = new Map(before);
    looks.delete(key);
    if (look) looks.set(key, look);
    for (const [oldest, { kind }] of looks) {
      if (looks.size <= keptAnswers) break;
      if (!readers.has(oldest) && kind !== 'waiting' && kind !== 'running') looks.delete(oldest);
    }
    return { looks };
  });
}
