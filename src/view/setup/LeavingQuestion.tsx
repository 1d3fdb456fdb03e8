import type { Question } from '../../state/setup/setupState';
import { formats, say } from '../../words/say';
import { Modal } from '../design/Modal';
import { useLab } from '../design/useLab';

/** Before the history goes: its file, or on without it, or not at all. */
export function LeavingQuestion({ begins, answer }: Omit<Extract<Question, { kind: 'leaving' }>, 'kind'>) {
  const count = useLab((state) => state.reports.length);
  return (
    <Modal
      title={say(`page.history.leaving.${begins}`)}
      width="narrow"
      onSubmit={() => answer('save')}
      onLeave={() => answer('stay')}
      actions={
        <>
          <button type="button" onClick={() => answer('stay')}>
            {say('page.history.leaving.stay')}
          </button>
          <button type="button" onClick={() => answer('leave')}>
            {say('page.history.leaving.leave')}
          </button>
          <button type="submit" className="primary">
            {say('page.history.leaving.save')}
          </button>
        </>
      }
    >
      <p>{say('page.history.leaving.about', { count: formats.whole(count), one: count === 1 })}</p>
    </Modal>
  );
}
