/** What is pressed, and what the page says. */

import { useState } from 'react';
import { say } from '../../words/say';
import { Live } from '../design/Live';
import { Modal } from '../design/Modal';
import { Popover } from '../design/Popover';
import styles from './Gallery.module.css';

export function Buttons() {
  return (
    <>
      <button type="button" className="primary large">
        {say('page.gallery.buttons.primary')}
      </button>
      <button type="button" className="primary" disabled>
        {say('page.gallery.buttons.disabled')}
      </button>
      <button type="button">{say('page.gallery.buttons.plain')}</button>
      <button type="button" className="danger">
        {say('page.gallery.buttons.danger')}
      </button>
      <button type="button" className="quiet">
        {say('page.gallery.buttons.quiet')}
      </button>
      <button type="button" className="quiet" aria-pressed="true">
        {say('page.gallery.buttons.pressed')}
      </button>
    </>
  );
}

export function Popovers() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Popover summary={say('page.gallery.popover')}>
        <p>{say('page.gallery.sentence')}</p>
      </Popover>
      <button type="button" onClick={() => setOpen(true)}>
        {say('page.gallery.dialog')}
      </button>
      {open && (
        <Modal
          title={say('page.gallery.dialog')}
          width="narrow"
          actions={
            <>
              <button type="button" onClick={() => setOpen(false)}>
                {say('page.gallery.buttons.plain')}
              </button>
              <button type="submit" className="primary">
                {say('page.gallery.buttons.primary')}
              </button>
            </>
          }
          onSubmit={() => setOpen(false)}
          onLeave={() => setOpen(false)}
        >
          <p>{say('page.gallery.sentence')}</p>
        </Modal>
      )}
    </>
  );
}

export function Notes() {
  return (
    <div className={styles.column}>
      <p>{say('page.gallery.sentence')}</p>
      <p className="soft">{say('page.gallery.sentence')}</p>
      <p className="warned">{say('page.gallery.sentence')}</p>
      <p className="wrong">{say('page.gallery.sentence')}</p>
      <dl className="facts">
        <dt>{say('page.gallery.fact')}</dt>
        <dd>{say('page.gallery.sentence')}</dd>
      </dl>
    </div>
  );
}

/** The one region that tells a screen reader how a job ended. */
export function Told() {
  const [told, setTold] = useState('');
  return (
    <>
      <button type="button" onClick={() => setTold(say('page.gallery.told'))}>
        {say('page.gallery.tell')}
      </button>
      <p className="soft">{told}</p>
      <Live>{told}</Live>
    </>
  );
}
