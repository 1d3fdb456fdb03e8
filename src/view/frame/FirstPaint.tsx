import { useLayoutEffect, useRef } from 'react';
import styles from './Opening.module.css';

/** What the build wrote into the page before any script (build/firstPaint.ts): held here, as React clears the place where it stands. */
const written = globalThis.document?.querySelector<HTMLElement>('[data-first]');

/** An address of other data than the picture is of has none of it. */
const asked = new URLSearchParams(globalThis.location?.search).get('dataset');
const isOfAddress = asked === null || asked === written?.dataset.of;
const drawn = isOfAddress ? [...(written?.children ?? [])] : [];

/** Whether there is anything of it: pages of their own have none. */
export const hasFirstPaint = drawn.length > 0;

/** The picture that was there before any script, until the lab has pictures of its own. */
export function FirstPaint() {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => place.current!.replaceChildren(...drawn), []);
  return <div ref={place} className={styles.kept} />;
}
