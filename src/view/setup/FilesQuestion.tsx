import './FilesQuestion.css';
import { useMemo, useState } from 'react';
import type { FilesPreview } from '../../state/contract';
import { leaveQuestion, takeFiles } from '../../state/setup/openFiles';
import { balancedLimits } from '../../state/setup/previewFacts';
import { formats } from '../design/format';
import { Modal } from '../design/Modal';
import { SampleStrip } from '../design/SampleImage';
import { Value } from '../design/Value';
import { Amounts } from './Amounts';

interface Props {
  readonly names: string;
  readonly preview: FilesPreview;
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

/** What the person's files hold, before they take the place of the data on the bench. */
export function FilesQuestion({ names, preview }: Props) {
  const [limit, setLimit] = useState<number | null>(null);
  const limits = balancedLimits(preview.trainingCounts);
  return (
    <Modal
      title="Take these data?"
      width="wide"
      onSubmit={() => void takeFiles(limit)}
      onLeave={() => void leaveQuestion()}
      actions={
        <>
          <button type="button" onClick={() => void leaveQuestion()}>
            Leave all as it was
          </button>
          <button type="submit" className="primary">
            Take
          </button>
        </>
      }
    >
      <p>
        <b>{preview.name}</b>: <PreviewWords preview={preview} /> <span className="soft">From {names}.</span>
      </p>
      {preview.notes.length > 0 && (
        <ul className="file-notes">
          {preview.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <ClassTable preview={preview} />
      {limits.length > 0 && (
        <Amounts
          amounts={[
            { limit: null, words: 'as they are in the files' },
            ...limits.map((each) => ({ limit: each, words: 'equally many of each class' })),
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
    <>
      <Value value={sum(trainingCounts)} as="whole" /> training and{' '}
      <Value value={sum(validationCounts)} as="whole" /> validation images of {height} × {width},{' '}
      {channels === 1 ? 'grey' : 'in colour'}, in {classNames.length} classes;{' '}
      <Value value={sizeBytes} as="megabytes" /> in memory.
    </>
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
          <th scope="col">Class</th>
          <th scope="col" className="class-bars">
            <span className="key after">training</span> <span className="key before">validation</span>
          </th>
          <th scope="col" className="number">
            training
          </th>
          <th scope="col" className="number">
            validation
          </th>
          <th scope="col">The first training images</th>
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

const share = (count: number, most: number) => formats.chance(count / most).replace('\u2009', '');

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
