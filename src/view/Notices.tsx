import './Notices.css';
import { dismiss } from '../state/notices';
import type { Notice } from '../state/store';
import { useLab } from './useLab';

/** Errors and information. Both regions are always there, so that a screen reader hears what comes into them. */
export function Notices() {
  const notices = useLab((state) => state.notices);
  const of = (kind: Notice['kind']) => notices.filter((notice) => notice.kind === kind);
  return (
    <div className="notices">
      <div role="alert">
        {of('error').map((notice) => (
          <NoticeBox key={notice.id} notice={notice} />
        ))}
      </div>
      <div role="status">
        {of('information').map((notice) => (
          <NoticeBox key={notice.id} notice={notice} />
        ))}
      </div>
    </div>
  );
}

function NoticeBox({ notice }: { notice: Notice }) {
  return (
    <div className={`notice ${notice.kind}`}>
      <p>{notice.message}</p>
      <button type="button" className="quiet" onClick={() => dismiss(notice.id)}>
        Dismiss
      </button>
    </div>
  );
}
