import { Fragment, type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { onLanguage, shownLanguage } from '../../state/help/language';
import type { TextCode } from '../../words/catalogue';
import { sayMessage } from '../../words/say';

/** The language that the page speaks. */
export const useLanguage = () => useSyncExternalStore(onLanguage, shownLanguage, shownLanguage);

interface Props {
  /** What the document is called. */
  readonly title: TextCode;
  readonly children: ReactNode;
}

/** A page in the language that is chosen: in another one it is drawn anew, since its parts do not ask for their words again. */
export function Spoken({ title, children }: Props) {
  const language = useLanguage();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language has another title
  useEffect(() => {
    document.title = sayMessage({ code: title });
  }, [language, title]);
  return <Fragment key={language}>{children}</Fragment>;
}
