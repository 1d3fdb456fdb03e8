/** Light, dark, or as the system is: chosen by the reader, kept in this browser, and said to the style sheets as `data-theme` of the page. */

import { useSyncExternalStore } from 'react';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Where the choice is kept. */
const place = 'lethe-theme';
const systemIsDark = () => window.matchMedia('(prefers-color-scheme:dark)');
const listeners = new Set<() => void>();

/** What the reader chose; `system` where nothing is kept, or a browser lets nothing be kept. */
function keptTheme(): Theme {
  try {
    return themes.find((theme) => theme === localStorage.getItem(place)) ?? 'system';
  } catch {
    return 'system';
  }
}

let chosen: Theme = 'system';

function show(): void {
  const dark = chosen === 'dark' || (chosen === 'system' && systemIsDark().matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  for (const listener of listeners) listener();
}

/** Shows the theme that was chosen before, and follows the system from now on where that is the choice. */
export function startTheme(): void {
  chosen = keptTheme();
  show();
  systemIsDark().addEventListener('change', show);
}

/** Chooses a theme and keeps the choice, where the browser lets it. */
export function chooseTheme(theme: Theme): void {
  chosen = theme;
  try {
    localStorage.setItem(place, theme);
  } catch {
    // It then holds until the page is closed.
  }
  show();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The theme on show, by its name in the style sheets: what is drawn on a canvas is drawn anew with it. */
export const useShownTheme = (): string | undefined =>
  useSyncExternalStore(
    subscribe,
    () => document.documentElement.dataset.theme,
    () => undefined,
  );

/** The theme that is chosen. */
export const useTheme = (): Theme =>
  useSyncExternalStore(
    subscribe,
    () => chosen,
    () => chosen,
  );
