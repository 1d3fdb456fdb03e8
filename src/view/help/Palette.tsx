import { type KeyboardEvent, useId, useState } from 'react';
import { type Command, findCommands } from '../../state/help/commands';
import { say } from '../../words/say';
import { Modal } from '../design/Modal';
import { useLab, useLabStore } from '../design/useLab';
import { Key } from './Key';
import styles from './Palette.module.css';

const nameOf = ({ label }: Command) => say(label);

/** All commands, found by typing: arrows choose, Enter does. */
export default function Palette({ onLeave }: { onLeave: () => void }) {
  const store = useLabStore();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [place, setPlace] = useState(0);
  const state = useLab((all) => all);
  const found = findCommands(typed, nameOf).filter(
    (command) => command.id !== 'palette' && command.can({ ...state, help: null }),
  );
  const chosen = found[Math.min(place, found.length - 1)];
  const run = (command: Command | undefined) => {
    if (!command) return;
    onLeave();
    command.run(store);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined || found.length === 0) return;
    event.preventDefault();
    setPlace((Math.min(place, found.length - 1) + by + found.length) % found.length);
  };
  return (
    <Modal
      title={say('page.help.palette.title')}
      width="narrow"
      onSubmit={() => run(chosen)}
      onLeave={onLeave}
      actions={
        <button type="button" onClick={onLeave}>
          {say('page.help.close')}
        </button>
      }
    >
      <input
        className={styles.field}
        // biome-ignore lint/a11y/noAutofocus: the dialog is this field
        autoFocus
        ref={(element) => element?.focus()}
        role="combobox"
        aria-label={say('page.help.palette.field')}
        aria-expanded="true"
        aria-controls={`${id}list`}
        aria-activedescendant={chosen && `${id}${chosen.id}`}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          setPlace(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        id={`${id}list`}
        className={styles.list}
        role="listbox"
        aria-label={say('page.help.palette.title')}
      >
        {found.map((command) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the option
          <div
            key={command.id}
            id={`${id}${command.id}`}
            role="option"
            aria-selected={command === chosen}
            onClick={() => run(command)}
          >
            <span>{nameOf(command)}</span>
            {command.key && <Key of={command.key} />}
          </div>
        ))}
        {found.length === 0 && <p className="soft">{say('page.help.palette.none')}</p>}
      </div>
    </Modal>
  );
}
