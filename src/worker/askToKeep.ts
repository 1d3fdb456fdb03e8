let hasAsked = false;

/** Asks the browser, once, to keep this origin's storage: else it may clear it when space runs short, or after days without a visit. */
export function askToKeep(): void {
  if (hasAsked) return;
  hasAsked = true;
  globalThis.navigator?.storage?.persist?.().catch(() => {});
}
