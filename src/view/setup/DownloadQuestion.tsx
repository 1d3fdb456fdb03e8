import { useState } from 'react';
import type { DataChoice } from '../../state/contract';
import { loadDataset, usualLimit } from '../../state/setup/chooseData';
import { leaveQuestion } from '../../state/setup/openFiles';
import { formats, say, sayMessage } from '../../words/say';
import { Modal } from '../design/Modal';
import { useLab, useLabStore } from '../design/useLab';
import { Amounts } from './Amounts';
import { DataFacts } from './DataFacts';

/** What a download is, before it starts: what of, from whom, under which terms, and how much of it. */
export function DownloadQuestion({ id }: { id: string }) {
  const store = useLabStore();
  const choice = useLab((state) => state.lab?.datasets.find((other) => other.id === id));
  const [limit, setLimit] = useState<number | null>(usualLimit);
  if (!choice) return null;
  return (
    <Modal
      title={say('page.setup.download.title', { name: choice.name })}
      width="narrow"
      onSubmit={() => void loadDataset(store, id, limit)}
      onLeave={() => void leaveQuestion(store)}
      actions={
        <>
          <button type="button" onClick={() => void leaveQuestion(store)}>
            {say('page.setup.download.leave')}
          </button>
          <button type="submit" className="primary">
            {say('page.setup.download.take')}
          </button>
        </>
      }
    >
      <p>{sayMessage(choice.description)}</p>
      <DataFacts data={choice} />
      <Amounts amounts={amountsOf(choice)} chosen={limit} onChoose={setLimit} />
      <p className="soft">{say('page.setup.download.about')}</p>
    </Modal>
  );
}

function amountsOf({ shippedFor }: DataChoice) {
  const words = (limit: number) =>
    say(limit === shippedFor ? 'page.setup.amounts.shipped' : 'page.setup.amounts.equal');
  return [
    ...[...new Set([1000, usualLimit, shippedFor ?? usualLimit])]
      .sort((a, b) => a - b)
      .map((limit) => ({ limit, words: words(limit) })),
    {
      limit: null,
      words:
        shippedFor === null
          ? say('page.setup.amounts.longer')
          : say('page.setup.amounts.beyondShipped', { shipped: formats.whole(shippedFor) }),
    },
  ];
}
