import { useState } from 'react';
import { commands } from '../../state/help/commands';
import { say } from '../../words/say';
import { ReadingModal } from '../design/ReadingModal';
import { Key } from './Key';
import styles from './KeysDialog.module.css';
import { hasSingleKeys, keepSingleKeys } from './singleKeys';

/** Keys that belong to a part of the page. */
const others = ['grid', 'space', 'range', 'ctrlZ', 'escape', 'tabs'] as const;

/** Every key that does something, and whether single ones do. */
export default function KeysDialog({ onLeave }: { onLeave: () => void }) {
  const [isOn, setOn] = useState(hasSingleKeys);
  return (
    <ReadingModal title={say('page.help.keys.title')} width="narrow" onLeave={onLeave}>
      <label className={styles.single}>
        <input
          type="checkbox"
          checked={isOn}
          onChange={({ target }) => {
            setOn(target.checked);
            keepSingleKeys(target.checked);
          }}
        />
        {say('page.help.keys.single')}
      </label>
      <dl className={styles.keys}>
        {commands.map(
          ({ id, key, label }) =>
            key && (
              <div key={id}>
                <dt>
                  <Key of={key} />
                </dt>
                <dd>{say(label)}</dd>
              </div>
            ),
        )}
        {others.map((name) => (
          <div key={name}>
            <dt>
              <Key of={say(`page.help.keys.others.${name}.key`)} />
            </dt>
            <dd>{say(`page.help.keys.others.${name}.about`)}</dd>
          </div>
        ))}
      </dl>
    </ReadingModal>
  );
}
