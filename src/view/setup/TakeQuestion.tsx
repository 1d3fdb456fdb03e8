import type { ReactNode } from 'react';
import { leaveQuestion } from '../../state/setup/openFiles';
import { say } from '../../words/say';
import { Modal } from '../design/Modal';
import { useLabStore } from '../design/useLab';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
  onTake(): void;
}

/** What the person's files are, before they take the place of what is open: to be taken or left. */
export function TakeQuestion({ title, children, onTake }: Props) {
  const store = useLabStore();
  const leave = () => void leaveQuestion(store);
  return (
    <Modal
      title={title}
      width="wide"
      onSubmit={onTake}
      onLeave={leave}
      actions={
        <>
          <button type="button" onClick={leave}>
            {say('page.setup.files.leave')}
          </button>
          <button type="submit" className="primary">
            {say('page.setup.files.take')}
          </button>
        </>
      }
    >
      {children}
    </Modal>
  );
}
