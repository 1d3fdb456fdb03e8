import './FilesQuestion.css';
import { useMemo, useState } from 'react';
import type { FilesPreview } from '../../state/contract';
import { leaveQuestion, takeFiles } from '../../state/setup/openFiles';
import { balancedLimits } from '../../state/setup/previewFacts';
import { say, sayMessage } from '../../words/say';
import { Modal } from '../design/Modal';
import { SampleStrip } from '../design/SampleImage';
import { useLabStore } from '../design/useLab';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import { Amounts } from './Amounts';

interface Props {
  readonly names: string;
  readonly preview: FilesPreview;
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

/** What the person's files hold, before they take the place of the open data. */
export function FilesQuestion({ names, preview }: Props) {
  const store = useLabStore();
  const [limit, setLimit] = useState<number | null>(null);
  const limits = balancedLimits(preview.trainingCounts);
  return (
    <Modal
      title={say('page.setup.files.title')}
      width="wide"
      onSubmit={() => void takeFiles(store, limit)}
      onLeave={() => void leaveQuestion(store)}
      actions={
        <>
          <button type="button" onClick={() => void leaveQuestion(store)}>
            {say('page.setup.files.leave')}
          </button>
          <button type="submit" className="primary">
            {say('page.setup.files.take')}
          </button>
        </>
      }
    >
      <p>
        <Words
          code="page.setup.files.whole"
          parts={{
            name: <b>{preview.name}</b>,
            size: <PreviewWords preview={preview} />,
            from: <span className="soft">{say('page.setup.files.from', { names })}</span>,
          }}
        />
      </p>
      {preview.notes.length > 0 && (
        <ul className="file-notes">
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
    </Modal>
  );
}

function PreviewWords({ preview }: { preview: FilesPreview }) {
  const { shape, classNames, trainingCounts, validationCounts, sizeBytes } = preview;
  const [height, width, channels] = shape;
  return (
    <Words
      code="page.setup.files.size"
      values={{ height, width, channels, classes: classNames.length }}
      parts={{
        training: <Value value={sum(trainingCounts)} as="whole" />,
        validation: <Value value={sum(validationCounts)} as="whole" />,
        size: <Value value={sizeBytes} as="megabytes" />,
      }}
    />
  );
}

/** One row per class: how many images, as bars and as numbers, and the first few of them. */
function ClassTable({ preview }: { preview: FilesPreview }) {
  const { classNames, trainingCounts, validationCounts } = preview;
  const most = Math.max(1, ...trainingCounts, ...validationCounts);
  return (
    <table className="classes">
      <thead>
        <tr>
          <th scope="col">{say('page.setup.files.class')}</th>
          <th scope="col" className="class-bars">
            <span className="key after">{say('page.setup.files.training')}</span>{' '}
            <span className="key before">{say('page.setup.files.validation')}</span>
          </th>
          <th scope="col" className="number">
            {say('page.setup.files.training')}
          </th>
          <th scope="col" className="number">
            {say('page.setup.files.validation')}
          </th>
          <th scope="col">{say('page.setup.files.pictures')}</th>
        </tr>
      </thead>
      <tbody>
        {classNames.map((name, label) => (
          <tr key={name}>
            <th scope="row" title={name}>
              {name}
            </th>
            <td className="class-bars" aria-hidden="true">
              <span className="bar after" style={{ width: share(trainingCounts[label]!, most) }} />
              <span className="bar before" style={{ width: share(validationCounts[label]!, most) }} />
            </td>
            <td className="number">
              <Value value={trainingCounts[label]!} as="whole" />
            </td>
            <td className="number">
              <Value value={validationCounts[label]!} as="whole" />
            </td>
            <td className="class-pictures">
              <ClassPictures pictures={preview.pictures[label]!} preview={preview} />
            </td>
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
