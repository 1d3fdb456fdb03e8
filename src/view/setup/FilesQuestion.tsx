import { useMemo, useState } from 'react';
import type { FilesPreview } from '../../state/contract';
import { takeFiles } from '../../state/setup/openFiles';
import { balancedLimits } from '../../state/setup/previewFacts';
import { say, sayMessage } from '../../words/say';
import { sayPreviewLevels, sayPreviewSize } from '../../words/sayPreview';
import barsStyles from '../design/Bars.module.css';
import { SampleStrip } from '../design/SampleImage';
import { useLabStore } from '../design/useLab';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import { Amounts } from './Amounts';
import styles from './FilesQuestion.module.css';
import { TakeQuestion } from './TakeQuestion';

interface Props {
  readonly names: string;
  readonly preview: FilesPreview;
}

/** What the person's files hold, before they take the place of the open data. */
export function FilesQuestion({ names, preview }: Props) {
  const store = useLabStore();
  const [limit, setLimit] = useState<number | null>(null);
  // Of texts with several labels no part has equally many of each.
  const limits = preview.texts ? [] : balancedLimits(preview.parts[0]!.counts);
  return (
    <TakeQuestion title={say('page.setup.files.title')} onTake={() => void takeFiles(store, limit)}>
      <p>
        <Words
          code="page.setup.files.whole"
          parts={{
            name: <b>{preview.name}</b>,
            size: sayPreviewSize(preview),
            from: <span className="soft">{say('page.setup.files.from', { names })}</span>,
          }}
        />
      </p>
      <p>{[sayPreviewLevels(preview), sayMessage(preview.origin)].filter(Boolean).join(' ')}</p>
      {preview.notes.length > 0 && (
        <ul className={styles.notes}>
          {preview.notes.map(sayMessage).map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <ClassTable preview={preview} />
      {limits.length > 0 && (
        <Amounts
          amounts={[
            { limit: null, words: say('page.setup.amounts.asInFiles') },
            ...limits.map((each) => ({ limit: each, words: say('page.setup.amounts.equal') })),
          ]}
          chosen={limit}
          onChoose={setLimit}
        />
      )}
    </TakeQuestion>
  );
}

/** Bars of the training part, and of what is held out. */
const bars = [barsStyles.after, barsStyles.before, barsStyles.third];

/** One row per class: how many images of each part, as bars and as numbers, and the first few of them. */
function ClassTable({ preview }: { preview: FilesPreview }) {
  const { classNames, parts } = preview;
  const most = Math.max(1, ...parts.flatMap(({ counts }) => counts));
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{say(preview.texts ? 'data.preview.label' : 'data.preview.class')}</th>
          <th scope="col" className={styles.bars}>
            {parts.map(({ part }, index) => (
              <span key={part} className={`${barsStyles.key} ${bars[index]}`}>
                {say(`data.preview.parts.${part}`)}{' '}
              </span>
            ))}
          </th>
          {parts.map(({ part }) => (
            <th scope="col" key={part} className="number">
              {say(`data.preview.parts.${part}`)}
            </th>
          ))}
          <th scope="col">{say(preview.texts ? 'page.setup.files.text' : 'page.setup.files.pictures')}</th>
        </tr>
      </thead>
      <tbody>
        {classNames.map((name, label) => (
          <tr key={name}>
            <th scope="row" title={name}>
              {name}
            </th>
            <td className={styles.bars}>
              {parts.map(({ part, counts }, index) => (
                <span
                  key={part}
                  className={`${barsStyles.bar} ${bars[index]}`}
                  style={{ width: share(counts[label]!, most) }}
                />
              ))}
            </td>
            {parts.map(({ part, counts }) => (
              <td key={part} className="number">
                <Value value={counts[label]!} as="whole" />
              </td>
            ))}
            {preview.texts ? (
              <td className={styles.text} title={preview.texts[label] ?? undefined}>
                {preview.texts[label]}
              </td>
            ) : (
              <td className={styles.pictures}>
                <ClassPictures pictures={preview.pictures[label]!} preview={preview} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const share = (count: number, most: number) => `${(100 * count) / most}%`;

function ClassPictures({
  pictures,
  preview: { shape },
}: {
  pictures: FilesPreview['pictures'][number];
  preview: FilesPreview;
}) {
  const strip = useMemo(() => {
    const size = pictures[0]?.length ?? 0;
    const images = new Uint8Array(pictures.length * size);
    for (const [i, picture] of pictures.entries()) images.set(picture, i * size);
    return { images, indices: pictures.map((_, i) => i) };
  }, [pictures]);
  return <SampleStrip {...strip} shape={shape} gap={2} />;
}
