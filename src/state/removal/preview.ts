/**
 * The preview of a removal: a calculation in the worker that any job may push aside. It runs by itself, a moment after the
 * last change, while certification noise is on; without noise it runs when asked.
 */

import type { RemovalRequest } from '../../worker/protocol';
import { connection } from '../jobs/connection';
import { isAbort, messageOf } from '../jobs/notices';
import { whyNotUnlearn } from '../selectors';
import { removalRequest } from '../settings/settings';
import { type State, store } from '../store';

/** Rest after the last change before a preview starts by itself. */
const restMs = 400;

let timer: ReturnType<typeof setTimeout> | undefined;
let running: Promise<void> | null = null;
/** The one stop of the preview that runs, for all who wait for it. */
let stopping: Promise<void> | null = null;
/** Counts starts and stops, so that a start that waited can see that it was overtaken. */
let turn = 0;

/** Why there can be no preview now, in a sentence, or null. */
export function whyNotPreview(state: State): string | null {
  if (state.settings.method !== 'algorithm1') return 'Only Algorithm 1 has a step to look at beforehand.';
  if (state.selected.length !== 1 && state.settings.removeAs === 'sequence')
    return 'Select exactly one sample.';
  return whyNotUnlearn(state);
}

/** The request that a preview would be of, or null when nothing can be previewed now. */
function previewRequest(state: State): RemovalRequest | null {
  if (whyNotPreview(state) !== null) return null;
  return removalRequest(state.settings, state.selected);
}

/** Forgets the preview that no longer fits the selection and the settings, and starts anew where noise is on. */
export async function refreshPreview(): Promise<void> {
  if (isCurrent(store.getState())) return;
  const stopped = stopPreview();
  const mine = turn;
  store.setState({ preview: { kind: 'none' } });
  await stopped;
  if (mine === turn && store.getState().settings.noise) timer = setTimeout(startPreview, restMs);
}

function isCurrent(state: State): boolean {
  const request = previewRequest(state);
  if (request === null || state.lab === null) return false;
  const { preview } = state;
  if (preview.kind === 'running') return JSON.stringify(preview.request) === JSON.stringify(request);
  if (preview.kind !== 'ready') return false;
  return (
    preview.digest === state.lab.digest && JSON.stringify(preview.preview.request) === JSON.stringify(request)
  );
}

/** Computes the preview of the removal that would come next. */
export async function startPreview(): Promise<void> {
  const stopped = stopPreview();
  const mine = turn;
  await stopped;
  if (mine !== turn) return;
  const state = store.getState();
  const request = previewRequest(state);
  if (request === null || state.job !== null || state.lab === null) return;
  store.setState({ preview: { kind: 'running', request } });
  running = previewInWorker(request, state.lab.digest, mine);
  await running;
  running = null;
}

async function previewInWorker(request: RemovalRequest, digest: string, mine: number): Promise<void> {
  try {
    const preview = await connection().preview(request);
    if (mine === turn) store.setState({ preview: { kind: 'ready', digest, preview } });
  } catch (error) {
    if (mine !== turn) return;
    store.setState({
      preview: isAbort(error) ? { kind: 'none' } : { kind: 'failed', message: messageOf(error) },
    });
  }
}

/** Makes way: no preview runs or is about to run once this resolves, whoever else waits for the same. */
export async function stopPreview(): Promise<void> {
  turn += 1;
  clearTimeout(timer);
  if (running === null) return;
  stopping ??= cancelInWorker(running);
  await stopping;
}

async function cancelInWorker(preview: Promise<void>): Promise<void> {
  store.setState({ preview: { kind: 'none' } });
  try {
    await connection().cancel();
    await preview;
  } finally {
    stopping = null;
  }
}
