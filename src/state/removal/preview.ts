/**
 * The preview of a removal: a calculation in the worker that any job may push aside. It runs by itself, a moment after the
 * last change, while certification noise is on; without noise it runs when asked.
 */

import { sayError } from '../../words/saidError';
import { say } from '../../words/say';
import type { RemovalRequest } from '../../worker/protocol';
import { cancelInHost } from '../jobs/cancelInHost';
import { isAbort } from '../jobs/notices';
import { resumeLooks, stopLook } from '../looks/looks';
import { removalRequest } from '../settings/settings';
import type { LabStore, State } from '../store';
import { whyNotUnlearn } from './whyNotUnlearn';

/** Rest after the last change before a preview starts by itself. */
const restMs = 400;

/** Why there can be no preview now, in a sentence, or null. */
export function whyNotPreview(state: State): string | null {
  if (state.settings.method !== 'algorithm1') return say('page.settings.preview.onlyAlgorithm1');
  if (state.selected.size !== 1 && state.settings.removeAs === 'sequence')
    return say('page.settings.preview.onlyOne');
  return whyNotUnlearn(state);
}

/** The request that a preview would be of, or null when nothing can be previewed now. */
function previewRequest(state: State): RemovalRequest | null {
  if (whyNotPreview(state) !== null) return null;
  return removalRequest(state.settings, [...state.selected]);
}

/** Forgets the preview that no longer fits the selection and the settings, and starts anew where noise is on. */
export async function refreshPreview(store: LabStore): Promise<void> {
  const { preview } = store.work;
  if (isCurrent(store.getState())) return;
  const stopped = preview.isUnasked ? undefined : stopPreview(store);
  const mine = preview.turn;
  store.setState({ preview: { kind: 'none' } });
  await stopped;
  if (mine === preview.turn && store.getState().settings.noise) {
    preview.timer = setTimeout(() => void startPreview(store), restMs);
  }
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
export async function startPreview(store: LabStore): Promise<void> {
  const { preview } = store.work;
  const stopped = stopPreview(store);
  const mine = preview.turn;
  await Promise.all([stopped, stopLook(store)]);
  if (mine !== preview.turn) return resumeLooks(store);
  const state = store.getState();
  const request = previewRequest(state);
  if (request === null || state.job !== null || state.lab === null) return resumeLooks(store);
  store.setState({ preview: { kind: 'running', request } });
  preview.running = previewInWorker(store, request, state.lab.digest, mine);
  await preview.running;
  preview.running = null;
  resumeLooks(store);
}

/** Rest after the lab is open before it warms up: whoever begins at once is not to wait for it. */
const warmUpMs = 300;

/**
 * Computes a removal while nobody asked for one, and drops it: what the first one has to compile is compiled then, and its result is seen sooner. Of the sample
 * with the largest loss, which moves more than output units. Whatever is asked for pushes it aside.
 */
export async function warmUp(store: LabStore): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, warmUpMs));
  const { preview } = store.work;
  const { lab, job, settings, reports } = store.getState();
  if (!lab?.scores || settings.method !== 'algorithm1') return;
  if (job !== null || preview.running !== null || reports.length > 0) return;
  const { losses } = lab.scores;
  const sample = losses.indexOf(losses.reduce((most, loss) => Math.max(most, loss), 0));
  await stopLook(store);
  if (store.getState().job !== null || preview.running !== null) return resumeLooks(store);
  const request = removalRequest({ ...settings, noise: false }, [sample]);
  preview.isUnasked = true;
  preview.running = store.connection.lab.preview(request).then(
    () => {},
    () => {},
  );
  await preview.running;
  preview.running = null;
  preview.isUnasked = false;
  resumeLooks(store);
}

async function previewInWorker(
  store: LabStore,
  request: RemovalRequest,
  digest: string,
  mine: number,
): Promise<void> {
  const isOvertaken = () => mine !== store.work.preview.turn;
  try {
    const preview = await store.connection.lab.preview(request);
    if (!isOvertaken()) store.setState({ preview: { kind: 'ready', digest, preview } });
  } catch (error) {
    if (isOvertaken()) return;
    store.setState({
      preview: isAbort(error) ? { kind: 'none' } : { kind: 'failed', message: sayError(error) },
    });
  }
}

/** Makes way: no preview runs or is about to run once this resolves, whoever else waits for the same. */
export async function stopPreview(store: LabStore): Promise<void> {
  const { preview } = store.work;
  preview.turn += 1;
  clearTimeout(preview.timer);
  if (preview.running === null) return;
  preview.stopping ??= cancelInWorker(store, preview.running);
  await preview.stopping;
}

async function cancelInWorker(store: LabStore, running: Promise<void>): Promise<void> {
  store.setState({ preview: { kind: 'none' } });
  try {
    await cancelInHost(store);
    await running;
  } finally {
    store.work.preview.stopping = null;
  }
}
