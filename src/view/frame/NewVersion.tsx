import { leaveNewVersion } from '../../state/setup/offline';
import { say } from '../../words/say';
import { useLab, useLabStore } from '../design/useLab';
import noticesStyles from './Notices.module.css';

/** Says that a new version of the lab is there. It comes by itself once no window has the lab open: nothing is loaded anew unasked. */
export function NewVersion() {
  const store = useLabStore();
  const version = useLab((state) => state.newVersion);
  const busy = useLab((state) => state.job !== null || state.background !== null);
  return (
    <div role="status">
      {version && (
        <div className={noticesStyles.notice}>
          <p>{say('page.frame.newVersion.about')}</p>
          <span>
            <button type="button" disabled={busy} onClick={version.take}>
              {say('page.frame.newVersion.take')}
            </button>{' '}
            <button type="button" className="quiet" onClick={() => leaveNewVersion(store)}>
              {say('page.frame.newVersion.leave')}
            </button>
          </span>
        </div>
      )}
    </div>
  );
}
