import { Field } from './Field';

interface Props<T extends string> {
  readonly label: string;
  readonly explanation: string;
  readonly value: T;
  readonly choices: readonly T[];
  /** What each choice is called. */
  readonly words: Readonly<Record<T, string>>;
  /** Choices that belong together, by the name of their group; none: one plain list. */
  readonly groups?: Readonly<Record<string, readonly T[]>> | undefined;
  onChoose(choice: T): void;
}

/** A menu of a few words. */
export function ChoiceField<T extends string>(props: Props<T>) {
  const { label, explanation, value, choices, words, groups, onChoose } = props;
  const options = (listed: readonly T[]) =>
    listed.map((choice) => (
      <option key={choice} value={choice}>
        {words[choice]}
      </option>
    ));
  return (
    <Field label={label} explanation={explanation}>
      {({ 'aria-invalid': _, ...control }) => (
        <select
          {...control}
          value={value}
          onChange={({ target }) => {
            const choice = choices.find((word) => word === target.value);
            if (choice !== undefined) onChoose(choice);
          }}
        >
          {groups === undefined
            ? options(choices)
            : Object.entries(groups).map(([name, listed]) => (
                <optgroup key={name} label={name}>
                  {options(listed)}
                </optgroup>
              ))}
        </select>
      )}
    </Field>
  );
}
