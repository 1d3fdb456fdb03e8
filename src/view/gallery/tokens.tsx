/** Tokens: colours, looks of classes, sizes of type, spaces. */

import { say } from '../../words/say';
import { ClassMark, classLooks } from '../design/ClassMark';
import styles from './Gallery.module.css';

const colours = [
  'paper',
  'panel',
  'sunken',
  'line',
  'line-control',
  'ink',
  'ink-soft',
  'accent',
  'accent-tint',
  'series-before',
  'series-other',
  'series-third',
  'heat',
  'bad',
  'warn',
  'good',
] as const;

export function Colours() {
  return (
    <ul className={styles.swatches}>
      {colours.map((name) => (
        <li key={name}>
          <span className={styles.swatch} style={{ background: `var(--${name})` }} />
          {name}
        </li>
      ))}
    </ul>
  );
}

const labels = Array.from({ length: classLooks }, (_, label) => label);

export function Classes() {
  return (
    <svg className={styles.marks} viewBox="0 0 120 26" role="img" aria-label={say('page.gallery.classes')}>
      {labels.map((label) => (
        <g key={label}>
          <ClassMark label={label} x={6 + 12 * label} y={8} />
          <text x={6 + 12 * label} y={22}>
            {label}
          </text>
        </g>
      ))}
    </svg>
  );
}

const sizes = ['mark', 'tiny', 'small', 'body', 'large', 'title'] as const;

export function Type() {
  return (
    <div className={styles.column}>
      {sizes.map((name) => (
        <p key={name} style={{ fontSize: name === 'body' ? '1rem' : `var(--${name})` }}>
          {say('page.gallery.sentence')}
        </p>
      ))}
    </div>
  );
}

export function Spaces() {
  return (
    <div className={styles.spaces}>
      {[1, 2, 3, 4, 5, 6].map((step) => (
        <i key={step} style={{ width: `var(--space-${step})` }} />
      ))}
    </div>
  );
}
