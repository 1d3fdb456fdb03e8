import { type InputHTMLAttributes, useId, useState } from 'react';
import fieldStyles from './Field.module.css';

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

/** A field for a number. What a person types stays as typed until they leave the field. */
export function TextField(props: Props) {
  const { label, explanation, text, complaint, inputMode, placeholder, disabled = false, onText } = props;
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <div className={fieldStyles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode={inputMode}
        autoComplete="off"
        value={typed ?? text}
        placeholder={placeholder}
        disabled={disabled}
        aria-invalid={complaint !== null}
        aria-describedby={`${id}-about`}
        onChange={({ target }) => {
          setTyped(target.value);
          onText(target.value);
        }}
        onBlur={() => setTyped(null)}
      />
      <span id={`${id}-about`} className="heard">
        {explanation}
      </span>
      {complaint !== null && (
        <p className={fieldStyles.complaint} role="alert">
          {complaint}
        </p>
      )}
    </div>
  );
}
