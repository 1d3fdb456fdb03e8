/** What is chosen or filled in. */

import { useState } from 'react';
import { say } from '../../words/say';
import { ChoiceField } from '../design/ChoiceField';
import { Segments } from '../design/Segments';
import { Tabs } from '../design/Tabs';
import { TextField } from '../design/TextField';
import styles from './Gallery.module.css';

const names = ['first', 'second', 'third'] as const;
type Name = (typeof names)[number];

const words = (): Record<Name, string> => ({
  first: say('page.gallery.choices.first'),
  second: say('page.gallery.choices.second'),
  third: say('page.gallery.choices.third'),
});

/** A field whose text is wrong unless it is a number. */
export function Fields() {
  const [right, setRight] = useState('0.1');
  const [wrong, setWrong] = useState(say('page.gallery.noNumber'));
  const [choice, setChoice] = useState<Name>('first');
  const [checked, setChecked] = useState(true);
  const common = { explanation: say('page.gallery.sentence'), inputMode: 'decimal' } as const;
  const complaintOn = (text: string) =>
    Number.isNaN(Number(text)) ? say('page.gallery.complaint', { text }) : null;
  return (
    <>
      <div className={styles.column}>
        <TextField
          {...common}
          label={say('page.gallery.fields.number')}
          text={right}
          complaint={complaintOn(right)}
          onText={setRight}
        />
        <TextField
          {...common}
          label={say('page.gallery.fields.wrong')}
          text={wrong}
          complaint={complaintOn(wrong)}
          onText={setWrong}
        />
      </div>
      <div className={styles.column}>
        <TextField
          {...common}
          label={say('page.gallery.fields.disabled')}
          text=""
          placeholder={say('page.gallery.fields.empty')}
          complaint={null}
          disabled
          onText={() => {}}
        />
        <ChoiceField
          label={say('page.gallery.fields.choice')}
          explanation={say('page.gallery.sentence')}
          value={choice}
          choices={names}
          words={words()}
          onChoose={(name) => setChoice(name)}
        />
        <label className={styles.check}>
          <input type="checkbox" checked={checked} onChange={({ target }) => setChecked(target.checked)} />
          {say('page.gallery.fields.check')}
        </label>
      </div>
    </>
  );
}

export function Choices() {
  const [value, setValue] = useState<Name>('second');
  const props = { choices: names, words: words(), onChoose: (name: Name) => setValue(name) };
  return (
    <>
      <Segments {...props} label={say('page.gallery.parts.choices')} name="free" value={value} />
      <Segments {...props} label={say('page.gallery.buttons.disabled')} name="fixed" value={value} disabled />
    </>
  );
}

export function TabRows() {
  const [open, setOpen] = useState<Name>('first');
  return (
    <>
      {(['strip', 'pills'] as const).map((look) => (
        <div key={look} className={styles.column}>
          <Tabs
            label={say('page.gallery.parts.tabs')}
            names={names}
            words={words()}
            open={open}
            look={look}
            onOpen={(name) => setOpen(name)}
          >
            <p>{say('page.gallery.opened', { name: words()[open] })}</p>
          </Tabs>
        </div>
      ))}
    </>
  );
}
