import { classNamesOf } from '../../words/names';
import { useLab } from './useLab';

const none: readonly string[] = [];

/** What to call the classes of the data that are open, in the language of the page; none while none are open. */
export function useClassNames(): readonly string[] {
  return useLab(({ lab }) => (lab ? classNamesOf(lab.dataset) : none));
}
