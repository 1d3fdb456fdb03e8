import { useState } from 'react';
import { say } from '../../words/say';
import { useLab } from '../design/useLab';
import { ShareDialog } from './ShareDialog';

/** Opens what the lab can be copied as. */
export function ShareMenu() {
  const [isOpen, setOpen] = useState(false);
  const busy = useLab((state) => state.job !== null || state.lab === null);
  return (
    <>
      <button
        type="button"
        disabled={busy}
        title={say('page.share.menuAbout')}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {say('page.share.menu')}
      </button>
      {isOpen && <ShareDialog onLeave={() => setOpen(false)} />}
    </>
  );
}
