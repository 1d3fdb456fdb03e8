import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { hasBit } from '../../state/contract';
import { shownSensitivity } from '../../state/lens/sensitivity';
import { type WordMap, wordHeat, wordMap, wordsByValue } from '../../state/lens/wordMap';
import { sampleFacts } from '../../state/samples/sampleFacts';
import { formats, say } from '../../words/say';
import { useLab } from '../design/useLab';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import styles from './TextPanel.module.css';

/** The whole text of the sample that is selected, or whose words are on show: its labels, whose it is, and its words coloured once they are measured. */
export function TextPanel() {
  const shown = useLab(shownSensitivity);
  const only = useLab(({ selected }) => (selected.size === 1 ? [...selected][0]! : null));
  const sample = shown?.key.sample ?? only;
  const text = useLab((state) => (sample === null ? undefined : state.images?.texts?.[sample]));
  const origin = useLab((state) => (sample === null ? undefined : state.images?.origins?.[sample]));
  const facts = useLab(
    useShallow((state) => (sample === null ? null : sampleFacts(state.lab, state.images, sample))),
  );
  const removed = useLab(
    (state) => sample !== null && state.lab !== null && hasBit(state.lab.removed, sample),
  );
  const map = useMemo(() => (shown && text !== undefined ? wordMap(text, shown) : null), [shown, text]);
  if (sample === null || text === undefined) return null;
  return (
    <section className={styles.panel} aria-label={say('page.lens.words.title')}>
      <h2>{say('page.lens.words.titleOf', { sample, labels: facts?.label ?? '' })}</h2>
      {map ? <ColouredText map={map} /> : <p className={styles.text}>{text}</p>}
      {origin !== undefined && <p className="soft">{say('page.lens.words.from', { origin })}</p>}
      {shown && !map && <p>{say('page.lens.words.none')}</p>}
      {shown && map && (
        <>
          <p className={styles.legend}>
            <Value value={map.chance} as="t" /> <i className={styles.scale} />{' '}
            <Value value={map.largest} as="t" /> {say('page.lens.words.scale')}
          </p>
          <StandOut map={map} />
          <p className="soft">
            <Words
              code="page.lens.words.about"
              parts={{ copies: <Value value={shown.key.perturbations} as="whole" /> }}
            />{' '}
            {map.read < text.length && `${say('page.lens.words.cut')} `}
            {say(removed ? 'page.lens.ofRemoved' : 'page.lens.ofCurrent')}
          </p>
          <WordTable map={map} />
        </>
      )}
    </section>
  );
}

/** The text with each word on a ground that is the fuller the more the loss depends on it; what is not read stands paler. */
function ColouredText({ map }: { map: WordMap }) {
  const { stretches } = map;
  const last = stretches.findLastIndex(({ value }) => value !== null);
  return (
    <p className={styles.text}>
      {stretches.map(({ text, value }, i) =>
        value === null ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a text does not change its words
          <span key={i} className={i > last ? styles.unread : undefined}>
            {text}
          </span>
        ) : (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a text does not change its words
            key={i}
            className={styles.word}
            style={{ '--fill': `${(100 * wordHeat(value, map)).toFixed(1)}%` }}
            title={say('page.lens.words.word', { word: text, xi: formats.t(value) })}
          >
            {text}
          </span>
        ),
      )}
    </p>
  );
}

/** How much of the map is more than chance. */
function StandOut({ map }: { map: WordMap }) {
  const words = wordsByValue(map);
  return (
    <p>
      <Words
        code="page.lens.words.standOut"
        parts={{
          count: <Value value={words.filter(({ value }) => value > map.threshold).length} as="whole" />,
          of: <Value value={words.length} as="whole" />,
          threshold: <Value value={map.threshold} as="t" />,
          chance: <Value value={map.chance} as="t" />,
        }}
      />
    </p>
  );
}

/** The numbers behind the colours. */
function WordTable({ map }: { map: WordMap }) {
  return (
    <details className={styles.numbers}>
      <summary>{say('page.lens.words.table')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('page.lens.words.column')}</th>
            <th scope="col" className="number">
              {say('page.lens.words.scale')}
            </th>
          </tr>
        </thead>
        <tbody>
          {wordsByValue(map).map(({ text, value }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a word may occur twice
            <tr key={place}>
              <th scope="row">{text}</th>
              <td className="number">
                <Value value={value} as="t" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
