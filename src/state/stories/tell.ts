/** Telling a story: to begin, go on, go back, do what a step does, answer its question, and leave. The lab stays what a person left it as. */

import { notify, sentenceOf } from '../jobs/notices';
import { showExample } from '../samples/example';
import { setSetting } from '../settings/changeSettings';
import type { Settings } from '../settings/settings';
import { chooseLevel, readingLevels } from '../steps/readingLevel';
import type { LabStore } from '../store';
import { type StoryId, stories } from './stories';
import {
  type Answer,
  filterNames,
  type GridFilter,
  type Story,
  type StoryPlace,
  type StoryStep,
} from './story';

export const storyIds = Object.keys(stories) as StoryId[];

export const storyOf = (id: StoryId): Story => stories[id];

export function stepOf({ id, step }: Pick<StoryPlace, 'id' | 'step'>): StoryStep {
  return storyOf(id).steps[step]!;
}

/** Where readers left stories, by their ids, and what the grid showed there: they may come back as long as the page is open. */
const left = new WeakMap<
  LabStore,
  Map<StoryId, { readonly place: StoryPlace; readonly filter: GridFilter }>
>();

const filterOf = (settings: Settings) =>
  Object.fromEntries(filterNames.map((name) => [name, settings[name]])) as GridFilter;

/** Tells a story: from where it was left, or from its beginning. */
export function beginStory(store: LabStore, id: StoryId, from: 'start' | 'left'): void {
  const known = from === 'left' ? left.get(store)?.get(id) : undefined;
  const start = { id, step: 0, notes: {}, done: false, running: false, failed: false, answer: null };
  setSetting(store, 'view', 'lab');
  store.setState(({ settings }) => ({
    story: { ...(known?.place ?? start), filterBefore: filterOf(settings) },
    settings: { ...settings, ...known?.filter },
  }));
}

/** Tells the story that an address names (`story=onePicture`, and `level=sentence`), or makes an example (`example=on`), once the lab is open. */
export function beginAddressed(store: LabStore, search: string): void {
  const query = new URLSearchParams(search);
  if (query.get('example') === 'on' && store.getState().reports.length === 0) void showExample(store);
  const level = readingLevels.find((one) => one === query.get('level'));
  if (level !== undefined) chooseLevel(store, level);
  const asked = query.get('story');
  const id = storyIds.find((one) => one === asked);
  if (id !== undefined && store.getState().lab !== null) beginStory(store, id, 'start');
}

/** Whether a story was left before its end. */
export const wasLeft = (store: LabStore, id: StoryId): boolean => left.get(store)?.has(id) === true;

/** Leaves the story: the grid shows what it showed before it. Unless it is at its end, one may come back to where one was. */
export function leaveStory(store: LabStore): void {
  const { story, settings, lab } = store.getState();
  if (story === null || story.running) return;
  const places = left.get(store) ?? new Map();
  left.set(store, places);
  if (story.step > 0 && story.step < storyOf(story.id).steps.length - 1)
    places.set(story.id, { place: story, filter: filterOf(settings) });
  else places.delete(story.id);
  const { filterBefore } = story;
  // The data that the story opened stay, and may have fewer classes.
  const classes = lab?.dataset.classNames.length ?? 0;
  const there = (one: number | null) => (one !== null && one < classes ? one : null);
  const { class: only, predicted } = filterBefore;
  const filter = { ...filterBefore, class: there(only), predicted: there(predicted) };
  store.setState({ story: null, settings: { ...settings, ...filter } });
}

/** Whether the reader may go on: what the step does is done, or its question answered. */
export function mayGoOn(story: StoryPlace): boolean {
  const { act, right } = stepOf(story);
  return (
    !story.running && (act === undefined || story.done) && (right === undefined || story.answer !== null)
  );
}

/** To the next step, or back. */
export function moveStory(store: LabStore, by: 1 | -1): void {
  const { story } = store.getState();
  if (story === null || story.running || (by === 1 && !mayGoOn(story))) return;
  const step = story.step + by;
  if (step < 0 || step >= storyOf(story.id).steps.length) return;
  store.setState({ story: { ...story, step, done: by === -1, failed: false, answer: null } });
}

/** Does what the step does; its words then have the numbers. */
export async function actStory(store: LabStore): Promise<void> {
  const { story, job } = store.getState();
  if (story === null || story.running || job !== null) return;
  const { act } = stepOf(story);
  if (!act) return;
  store.setState({ story: { ...story, running: true } });
  let notes: Awaited<ReturnType<typeof act>> = null;
  try {
    notes = await act(store, story.notes);
  } catch (error) {
    notify(store, 'error', sentenceOf(error));
  }
  const done = notes !== null;
  store.setState({
    story: { ...story, notes: { ...story.notes, ...notes }, done, failed: !done, running: false },
  });
}

export function answerStory(store: LabStore, answer: Answer): void {
  const { story } = store.getState();
  if (story) store.setState({ story: { ...story, answer } });
}
