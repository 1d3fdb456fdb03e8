/** Draws a part of the page in this browser, for tests of what needs no engine. */

import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';

let root: Root | null = null;

/** Draws into an otherwise empty page, in the place of what was drawn before. @returns where it is drawn */
export function drawn(content: ReactNode): HTMLElement {
  root?.unmount();
  document.body.replaceChildren();
  const place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
  const mounted = root;
  flushSync(() => mounted.render(content));
  return place;
}
