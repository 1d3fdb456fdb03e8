import { useState } from 'react';
import type { DataChoice } from '../../state/contract';
import { loadDataset, usualLimit } from '../../state/setup/chooseData';
import { leaveQuestion } from '../../state/setup/openFiles';
import { formats } from '../design/format';
import { Modal } from '../design/Modal';
import { useLab } from '../design/useLab';
import { Amounts } from './Amounts';
import { DataFacts } from './DataFacts';

/** What a download is, before it starts: what of, from whom, under which terms, and how much of it. */
export function DownloadQuestion({ id }: { id: string }) {
  const choice = useLab((state) => state.lab?.datasets.find((other) => other.id === id));
  const [limit, setLimit] = useState<number | null>(usualLimit);
  if (!choice) return null;
  return (
    <Modal
      title={`Download ${choice.name}?`}
      width="narrow"
      onSubmit={() => void loadDataset(id, limit)}
      onLeave={() => void leaveQuestion()}
      actions={
        <>
          <button type="button" onClick={() => void leaveQuestion()}>
            Leave it
          </button>
          <button type="submit" className="primary">
            Download
          </button>
        </>
      }
    >
      <p>{choice.description}</p>
      <DataFacts data={choice} />
      <Amounts amounts={amountsOf(choice)} chosen={limit} onChoose={setLimit} />
      <p className="soft">
        The browser fetches the pictures from a public host and keeps them: the next visit needs no network.
      </p>
    </Modal>
  );
}

function amountsOf({ shippedFor }: DataChoice) {
  const words = (limit: number) =>
    limit === shippedFor
      ? 'equally many of each class; trained weights come with the lab'
      : 'equally many of each class';
  return [
    ...[...new Set([1000, usualLimit, shippedFor ?? usualLimit])]
      .sort((a, b) => a - b)
      .map((limit) => ({ limit, words: words(limit) })),
    {
      limit: null,
      words:
        shippedFor === null
          ? 'takes longer'
          : `more than the ${formats.whole(shippedFor)} that weights come for: train first`,
    },
  ];
}
