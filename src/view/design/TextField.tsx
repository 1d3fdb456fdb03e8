import { type InputHTMLAttributes, useState } from 'react';
import { typed as typedNumbers } from '../../words/say';
import { Field } from './Field';

interface Props {
  readonly label: string;
  readonly explanation: string;
  /** The text of the setting's value, or of the draft that is no value. */
  readonly text: string;
  readonly complaint: string | null;
  readonly inputMode: InputHTMLAttributes<HTMLInputElement>['inputMode'];
  readonly placeholder?: string;
  readonly disabled?: boolean;
  onText(text: string): void;
}

/** A field for a number, with the decimal mark of the language where it is decimal. What a person types stays as typed until they leave the field. */
export function TextField(props: Props) {
  const { label, explanation, text, complaint, inputMode, placeholder, disabled = false, onText } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const isNumber = inputMode === 'decimal';
  return (
    <Field label={label} explanation={explanation} complaint={complaint}>
      {(control) => (
        <input
          {...control}
          type="text"
          inputMode={inputMode}
          autoComplete="off"
          value={typed ?? (isNumber ? typedNumbers.write(text) : text)}
          placeholder={placeholder}
          disabled={disabled}
          onChange={({ target }) => {
            setTyped(target.value);
            onText(isNumber ? typedNumbers.read(target.value) : target.value);
          }}
          onBlur={() => setTyped(null)}
        />
      )}
    </Field>
  );
}
