import type { RefObject } from 'react';
import type { ChosenFile } from '../../state/contract';
import { filesOfInput } from './chosenFiles';

/** The input that a button opens. */
export type Chooser = RefObject<HTMLInputElement | null>;

interface InputProps {
  readonly chooser: Chooser;
  readonly label: string;
  readonly folder?: boolean;
  onFiles(files: readonly ChosenFile[]): Promise<void>;
}

/** The browser's own chooser, behind a button of the page. */
export function FileInput({ chooser, label, folder = false, onFiles }: InputProps) {
  return (
    <input
      ref={(input) => {
        chooser.current = input;
        if (input) input.webkitdirectory = folder;
      }}
      className="heard"
      type="file"
      multiple
      tabIndex={-1}
      aria-label={label}
      onChange={({ target }) => {
        const files = filesOfInput(target);
        target.value = '';
        void onFiles(files);
      }}
    />
  );
}
