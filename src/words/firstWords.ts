import { formats, say } from './say';

/** What stands on the page before any script has come; the build writes it there. */
export function firstWords({ label, chance }: { readonly label: string; readonly chance: number }) {
  return {
    name: say('page.frame.name'),
    about: say('page.frame.about'),
    thinks: say('page.frame.first.thinks', { label, sure: formats.chance(chance) }),
    example: say('page.samples.example.button'),
  };
}
