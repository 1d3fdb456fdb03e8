import { type Driver, driver } from 'driver.js';
import 'driver.js/dist/driver.css';
import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { stepOf } from '../../state/stories/tell';
import { useLab } from '../design/useLab';
import styles from './StoryGuide.module.css';
import { StoryStepWords, storyTitle } from './StoryStepWords';

/** From this width on the panels stand in columns, and the box over a column that the step is not about. */
const besides = '(min-width: 1080px)';
/** What stands in the left column: the box is on the right then, and on the left else, so that neither this nor the report is covered. */
const onTheLeft = '[data-place="samples"], [data-place="history"]';

/** Leads through the story that is told: lights the place on the page that a step is about, with the step's words beside it and never over it (driver.js; the box is docked by the style sheet). */
export default function StoryGuide() {
  const story = useLab((state) => state.story);
  const guide = useRef<Driver | null>(null);
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const highlight = story && stepOf(story).highlight;
  const key = story && `${story.id} ${story.step}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step lights its place anew, also where it is that of the step before
  useEffect(() => {
    if (highlight === null) return;
    guide.current ??= driver({
      animate: !window.matchMedia('(prefers-reduced-motion:reduce)').matches,
      allowClose: false,
      allowKeyboardControl: false,
      overlayOpacity: 0.35,
    });
    const lit = document.querySelector(highlight) ?? document.body;
    // Below the columns the box is at the bottom of the window, and what it is about above it.
    if (!window.matchMedia(besides).matches) lit.scrollIntoView({ block: 'start' });
    guide.current.highlight({
      element: lit,
      popover: {
        description: ' ',
        showButtons: [],
        popoverClass: `${styles.story} ${lit.matches(onTheLeft) ? styles.right : styles.left}`,
        onPopoverRender: ({ wrapper, title, description }) => {
          // The heading stands among the words.
          title.remove();
          wrapper.setAttribute('aria-labelledby', storyTitle);
          description.replaceChildren();
          description.style.display = 'block';
          setPlace(description);
        },
      },
    });
    // A notice or a report that comes moves or grows what is lit: the light follows.
    const observer = new ResizeObserver(() => guide.current?.refresh());
    observer.observe(lit);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [key]);
  useEffect(
    () => () => {
      guide.current?.destroy();
      guide.current = null;
    },
    [],
  );
  return story && place && createPortal(<StoryStepWords key={key} story={story} />, place);
}
