import type { RemovalPreview, RemovalReport, RemovalRequest, ReportSummary } from '../../worker/protocol';

/** What a report can show, in the order of its tabs. */
export const reportTabs = [
  'overview',
  'steps',
  'metrics',
  'classes',
  'slices',
  'curvature',
  'retraining',
  'differences',
  'attack',
] as const;
/** What a report shows. */
export type ReportTab = (typeof reportTabs)[number];

/** What a removal of the selected sample would do, as far as it is known. */
export type PreviewState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly request: RemovalRequest }
  | { readonly kind: 'ready'; readonly digest: string; readonly preview: RemovalPreview }
  | { readonly kind: 'failed'; readonly message: string };

export interface RemovalState {
  /** Every removal of the session in short: the one with id k is reports[k - 1]. */
  readonly reports: readonly ReportSummary[];
  /** The whole report of the state on show, as far as it was fetched. */
  readonly report: RemovalReport | null;
  readonly reportTab: ReportTab;
  readonly preview: PreviewState;
}

export const removalState: RemovalState = {
  reports: [],
  report: null,
  reportTab: 'overview',
  preview: { kind: 'none' },
};

/** The preview that runs or is about to run; it changes without the page being told. */
export interface PreviewWork {
  timer: ReturnType<typeof setTimeout> | undefined;
  running: Promise<void> | null;
  /** Whether nobody asked for the one that runs (`warmUp`). */
  isUnasked: boolean;
  /** The one stop of the preview that runs, for all who wait for it. */
  stopping: Promise<void> | null;
  /** Counts starts and stops, so that a start that waited can see that it was overtaken. */
  turn: number;
}

export const createPreviewWork = (): PreviewWork => ({
  timer: undefined,
  running: null,
  isUnasked: false,
  stopping: null,
  turn: 0,
});
