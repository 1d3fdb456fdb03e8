import { useEffect, useState } from 'react';
import { encode } from 'uqr';
import { sentenceOf } from '../../state/jobs/notices';
import { textOf } from '../../state/share/copies';
import { describeShare } from '../../state/share/describeShare';
import { modelName } from '../../words/names';
import { say } from '../../words/say';
import { ReadingModal } from '../design/ReadingModal';
import { useLab, useLabStore } from '../design/useLab';
import styles from './RoomDialog.module.css';

/** Letters of the digest that are shown: two models that differ agree in them once in 4 thousand million. */
const shownLetters = 8;

/** For a room: the digest of the weights in large letters, and the link to the same removals as a code for a camera. */
export default function RoomDialog({ onLeave }: { onLeave: () => void }) {
  const store = useLabStore();
  const lab = useLab((state) => state.lab);
  const [code, setCode] = useState<Code | null>(null);
  useEffect(() => {
    let isWanted = true;
    linkCode(store).then((made) => isWanted && setCode(made));
    return () => {
      isWanted = false;
    };
  }, [store]);
  if (lab === null) return null;
  const digest = lab.digest.slice(0, shownLetters).replace(/.{4}(?=.)/g, '$& ');
  return (
    <ReadingModal title={say('page.help.room.title')} width="wide" onLeave={onLeave}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a small screen keys have to scroll it */}
      <section className={styles.room} tabIndex={0} aria-label={say('page.help.room.title')}>
        <p className={styles.digest} data-digest>
          {digest}
        </p>
        <p className={styles.facts}>
          {say('page.help.room.facts', { model: modelName(lab.model), removed: lab.removedCount })}
        </p>
        {code?.kind === 'picture' && (
          <svg
            className={styles.code}
            viewBox={`0 0 ${code.size} ${code.size}`}
            role="img"
            aria-label={say('page.help.room.code')}
          >
            <path d={code.path} />
          </svg>
        )}
        {code?.kind === 'none' && <p className="warned">{code.why}</p>}
        <p className="soft">{say('page.help.room.about')}</p>
      </section>
    </ReadingModal>
  );
}

type Code =
  | { readonly kind: 'picture'; readonly size: number; readonly path: string }
  | { readonly kind: 'none'; readonly why: string };

/** Letters that a code of the largest size holds. */
const mostLetters = 2900;

async function linkCode(store: Parameters<typeof describeShare>[0]): Promise<Code> {
  try {
    const address = `${window.location.origin}${window.location.pathname}`;
    const link = await textOf('link', await describeShare(store, false), store.getState(), address);
    if (link.length > mostLetters)
      return { kind: 'none', why: say('page.help.room.tooLong', { letters: link.length }) };
    const { data, size } = encode(link, { ecc: 'L', border: 2 });
    const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
    return { kind: 'picture', size, path: squares.join('') };
  } catch (error) {
    return { kind: 'none', why: sentenceOf(error) };
  }
}
