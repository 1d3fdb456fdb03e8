/** Knows whether somebody else has the same session open, or does the same work: another window of the page, or nobody where that cannot be known. */
export interface Presence {
  /**
   * Enters a session, until the function that comes back is called.
   * @param onElsewhere told when somebody else turns out to have it (true), and when they have it no more (false)
   */
  enter(key: string, onElsewhere: (elsewhere: boolean) => void): () => void;
  /**
   * Claims a work that is to be done once.
   * @returns what gives the claim up; null where somebody else does the work
   */
  claim(work: string): Promise<(() => void) | null>;
}

/** Where there are no others. */
export const alone: Presence = { enter: () => () => {}, claim: async () => () => {} };
