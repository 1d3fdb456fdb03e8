import type { LookedModel, LookQuestion } from '../../worker/protocol';

/** What is known of an answer. */
export type Look<A = unknown> =
  /** It waits for its turn: another job runs, or another look. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running'; readonly fraction: number }
  | { readonly kind: 'ready'; readonly answer: A }
  | { readonly kind: 'failed'; readonly message: string };

export interface LooksState {
  /** Answers, and questions that wait for one, by lookKey. */
  readonly looks: ReadonlyMap<string, Look>;
}

export const looksState: LooksState = { looks: new Map() };

/** A question about a model, that somebody on the page wants answered. */
export interface WantedLook {
  readonly key: string;
  readonly model: LookedModel;
  readonly question: LookQuestion;
}

/** What looks keep from one call to the next. */
export interface LooksWork {
  /** Those that wait, in their order. */
  readonly waiting: WantedLook[];
  /** The one that runs in the worker, and whether nobody wants it any more. */
  running: { readonly look: WantedLook; readonly done: Promise<void>; unwanted: boolean } | null;
  /** How many places of the page show an answer, by lookKey. */
  readonly readers: Map<string, number>;
  /** The one stop of the look that runs, for all who wait for it. */
  stopping: Promise<void> | null;
}

export const createLooksWork = (): LooksWork => ({
  waiting: [],
  running: null,
  readers: new Map(),
  stopping: null,
});
