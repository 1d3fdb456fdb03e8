import type { Catalogue, Code, Text } from './catalogue';
import { en } from './en';

/** Why a selection of slices ended, as a report says it. */
export type StopId = keyof Catalogue['engine']['stops'];

/** The words for why a selection ended; reports from before there were ids have a sentence there, which stays as it is. */
export function stopMessage({ stop, selected }: { stop: string; selected: readonly unknown[] }): Text {
  if (!Object.hasOwn(en.engine.stops, stop)) return stop;
  return { code: `engine.stops.${stop}` as Code, values: { count: selected.length } };
}
