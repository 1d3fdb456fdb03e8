/** The languages of the page: one record each, and a file beside en.ts that is fetched when it is chosen. */

import type { Catalogue } from './catalogue';
import { en } from './en';

interface Language {
  /** Its BCP 47 tag, as `lang` has it. */
  readonly code: string;
  /** What its speakers call it. */
  readonly name: string;
  /** Its words. Rejects where the file cannot be fetched. */
  load(): Promise<Catalogue>;
}

export const languages = [
  { code: 'en', name: 'English', load: async () => en },
  { code: 'de', name: 'Deutsch', load: async () => (await import('./de')).de },
] as const satisfies readonly Language[];

export type LanguageCode = (typeof languages)[number]['code'];

/** The language that a page begins with: the one that was kept, else the first of the browser's that there is, else English. */
export function firstLanguage(kept: string | null, browsers: readonly string[]): LanguageCode {
  const wanted = [kept, ...browsers.map((tag) => tag.split('-')[0]!.toLowerCase())];
  const found = wanted.flatMap((tag) => languages.find(({ code }) => code === tag) ?? []);
  return found[0]?.code ?? 'en';
}
