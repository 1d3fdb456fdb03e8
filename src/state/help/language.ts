/** The language of the page: the reader's choice, kept in this browser, or else the browser's. Files, reports and links are the same in all. */

import { firstLanguage, type LanguageCode, languages } from '../../words/languages';
import { say, speak } from '../../words/say';
import { notify } from '../jobs/notices';
import type { LabStore } from '../store';

/** Where the choice is kept. */
const place = 'lethe-language';
const listeners = new Set<() => void>();
let shown: LanguageCode = 'en';
/** The last choice: of two in a row, whichever file comes later, it holds. */
let wanted: LanguageCode = 'en';

const recordOf = (code: LanguageCode) => languages.find((language) => language.code === code)!;

/** What the reader chose; null where nothing is kept, or a browser lets nothing be kept. */
function keptLanguage(): string | null {
  try {
    return localStorage.getItem(place);
  } catch {
    return null;
  }
}

async function show(code: LanguageCode): Promise<void> {
  wanted = code;
  const catalogue = await recordOf(code).load();
  if (wanted !== code) return;
  speak(catalogue);
  shown = code;
  document.documentElement.lang = say('language.locale');
  for (const listener of listeners) listener();
}

/** Speaks the language that the page begins with; English where its file cannot be fetched. */
export async function startLanguage(): Promise<void> {
  try {
    await show(firstLanguage(keptLanguage(), navigator.languages));
  } catch {
    await show('en');
  }
}

/** Speaks a language from now on and keeps the choice, where the browser lets it. */
export async function chooseLanguage(store: LabStore, code: LanguageCode): Promise<void> {
  try {
    await show(code);
  } catch {
    notify(store, 'error', say('page.frame.language.notLoaded', { language: recordOf(code).name }));
    return;
  }
  try {
    localStorage.setItem(place, code);
  } catch {
    // It then holds until the page is closed.
  }
}

/** The language that the page speaks. */
export const shownLanguage = (): LanguageCode => shown;

/** Tells a listener of every change of language. @returns what ends that */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
