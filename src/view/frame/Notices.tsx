import type { Notice } from '../../state/jobs/jobsState';
import { dismiss } from '../../state/jobs/notices';
import { say } from '../../words/say';
import { Live } from '../design/Live';
import { useLab, useLabStore } from '../design/useLab';
import styles from './Notices.module.css';

/** Errors and warnings, above the page. The region is always there, so that a screen reader hears what comes. */
export function Errors() {
  const notices = useLab((state) => state.notices);
  return (
    <div role="alert">
      <NoticeBoxes notices={notices.filter(({ kind }) => kind !== 'information')} />
    </div>
  );
}

/** What a screen reader is told of jobs; eyes see it elsewhere. */
export function Announcements() {
  const announced = useLab((state) => state.announced);
  return <Live>{announced}</Live>;
}

/** Information, over a corner of the page until the next job. */
export function Information() {
  const notices = useLab((state) => state.notices);
  return (
    <div className={styles.corner} role="status">
      <NoticeBoxes notices={notices.filter(({ kind }) => kind === 'information')} />
    </div>
  );
}

function NoticeBoxes({ notices }: { notices: readonly Notice[] }) {
  const store = useLabStore();
  return notices.map(({ id, kind, message }) => (
    <div key={id} className={`${styles.notice} ${kind === 'information' ? '' : styles[kind]}`}>
      <p>{message}</p>
      <button type="button" className="quiet" onClick={() => dismiss(store, id)}>
        {say('page.frame.dismiss')}
      </button>
    </div>
  ));
}
