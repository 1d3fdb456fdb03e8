/** What is open over the page to find one's way, or to show others. */
export const helpDialogs = ['stories', 'palette', 'keys', 'room'] as const;
export type HelpDialog = (typeof helpDialogs)[number];

export interface HelpState {
  readonly help: HelpDialog | null;
}

export const helpState: HelpState = { help: null };
