/** What a run of removals has still to do, kept by the browser tab: a reload in the middle loses none of it. */

import { say } from '../../words/say';
import { hasBit, type SampleIndex } from '../../worker/protocol';
import { notify } from '../jobs/notices';
import { refreshPreview } from '../removal/preview';
import type { LabStore } from '../store';

const place = 'lethe.queue';

/** The storage of the tab; null where there is none, or it is refused. */
function storage(): Storage | null {
  try {
    return globalThis.sessionStorage ?? null;
  } catch {
    return null;
  }
}

/** The samples of a queue are those of these data and this model. */
function ownerOf(store: LabStore): string {
  const { lab } = store.getState();
  return `${lab?.dataset.id} ${lab?.dataset.trainingCount} ${lab?.model.id}`;
}

/** Keeps what is left of a run; nothing left: forgets it. */
export function keepQueue(store: LabStore, samples: readonly SampleIndex[]): void {
  try {
    if (samples.length === 0) storage()?.removeItem(place);
    else storage()?.setItem(place, JSON.stringify({ owner: ownerOf(store), samples }));
  } catch {
    // A full storage costs the queue after a reload, and nothing else.
  }
}

/** Takes samples out of what a run has still to do. */
export function dropPending(store: LabStore, samples: readonly SampleIndex[]): void {
  changePending(store, (pending) => pending.filter((sample) => !samples.includes(sample)));
}

/** Has a sample go next. */
export function putFirst(store: LabStore, sample: SampleIndex): void {
  changePending(store, (pending) => [sample, ...pending.filter((other) => other !== sample)]);
}

function changePending(
  store: LabStore,
  change: (pending: readonly SampleIndex[]) => readonly SampleIndex[],
): void {
  const { pending } = store.getState();
  if (pending === null) return;
  const left = change(pending);
  store.setState(({ job }) => ({
    pending: left,
    job:
      job?.kind === 'removal'
        ? {
            ...job,
            removals: job.position + 1 + left.length,
            samples: [...job.samples.slice(0, job.position + 1), ...left],
          }
        : job,
  }));
  keepQueue(store, left);
}

/** Selects what a run had left when the page was reloaded, and says so. */
export function resumeQueue(store: LabStore): void {
  const left = readQueue(store);
  keepQueue(store, []);
  if (left.length === 0) return;
  store.setState({ selected: new Set(left), drawnBy: null, focused: left[0]!, anchor: left[0]! });
  void refreshPreview(store);
  notify(store, 'information', say('page.samples.resumed', { count: left.length }));
}

function readQueue(store: LabStore): SampleIndex[] {
  try {
    const { owner, samples } = JSON.parse(storage()?.getItem(place) ?? '{}');
    const { lab } = store.getState();
    if (lab === null || owner !== ownerOf(store)) return [];
    const isThere = (sample: number) => sample < lab.dataset.trainingCount && !hasBit(lab.removed, sample);
    return (samples as SampleIndex[]).filter(isThere);
  } catch {
    return [];
  }
}
