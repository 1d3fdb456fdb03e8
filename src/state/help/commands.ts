/** What can be done from everywhere on the page: one table for the palette, the keys and the page of keys. */

import type { Code } from '../../words/catalogue';
import { languages } from '../../words/languages';
import { redo, undo } from '../history/moveInHistory';
import { isAtStart, startOver } from '../history/startOver';
import { unlearnSelected } from '../removal/unlearn';
import { whyNotUnlearn } from '../removal/whyNotUnlearn';
import { showExample } from '../samples/example';
import { clearSelection } from '../samples/selectSamples';
import { setSetting } from '../settings/changeSettings';
import { viewNames } from '../settings/settings';
import type { LabStore, State } from '../store';
import type { HelpDialog } from './helpState';
import { chooseLanguage, shownLanguage } from './language';

export interface Command {
  readonly id: string;
  readonly label: Extract<Code, `page.help.commands.${string}` | `page.frame.views.${string}`>;
  /** The key that does it, as KeyboardEvent.key has it; `Shift+` before it where that belongs to it. */
  readonly key?: string;
  /** Whether it can be done now. */
  can(state: State): boolean;
  run(store: LabStore): void;
}

const isFree = ({ job, lab }: State) => job === null && lab !== null;
const isInLab = (state: State) => isFree(state) && state.settings.view === 'lab';
const open = (help: HelpDialog) => (store: LabStore) => store.setState({ help });

export const commands: readonly Command[] = [
  {
    id: 'unlearn',
    label: 'page.help.commands.unlearn',
    key: 'u',
    can: (state) => isInLab(state) && whyNotUnlearn(state) === null,
    run: (store) => void unlearnSelected(store),
  },
  {
    id: 'undo',
    label: 'page.help.commands.undo',
    key: 'z',
    can: (state) => isInLab(state) && state.lab!.history.current !== 0,
    run: (store) => void undo(store),
  },
  {
    id: 'redo',
    label: 'page.help.commands.redo',
    key: 'Shift+z',
    can: (state) => isInLab(state) && state.lab!.history.next !== null,
    run: (store) => void redo(store),
  },
  {
    id: 'example',
    label: 'page.help.commands.example',
    key: 'e',
    can: (state) => isInLab(state) && state.lab!.model.training !== null,
    run: (store) => void showExample(store),
  },
  {
    id: 'clear',
    label: 'page.help.commands.clear',
    can: (state) => isInLab(state) && state.selected.size > 0,
    run: clearSelection,
  },
  {
    id: 'startOver',
    label: 'page.help.commands.startOver',
    can: (state) => isFree(state) && !isAtStart(state),
    run: (store) => void startOver(store),
  },
  ...viewNames.map((view) => ({
    id: `view.${view}`,
    label: `page.frame.views.${view}` as const,
    can: (state: State) => state.settings.view !== view,
    run: (store: LabStore) => setSetting(store, 'view', view),
  })),
  {
    id: 'stories',
    label: 'page.help.commands.stories',
    can: ({ lab, story }) => lab !== null && story === null,
    run: open('stories'),
  },
  { id: 'room', label: 'page.help.commands.room', can: isFree, run: open('room') },
  ...languages.map(({ code }) => ({
    id: `language.${code}`,
    label: `page.help.commands.languages.${code}` as const,
    can: () => shownLanguage() !== code,
    run: (store: LabStore) => void chooseLanguage(store, code),
  })),
  { id: 'palette', label: 'page.help.commands.palette', key: '/', can: () => true, run: open('palette') },
  { id: 'keys', label: 'page.help.commands.keys', key: '?', can: () => true, run: open('keys') },
];

/** The command of a key press; null: there is none. */
export function commandOfKey({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): Command | null {
  const letter = key.length === 1 && /[a-z]/i.test(key);
  const name = letter ? `${shiftKey ? 'Shift+' : ''}${key.toLowerCase()}` : key;
  return commands.find((command) => command.key === name) ?? null;
}

/** The commands whose name has all the words that were typed. */
export function findCommands(typed: string, nameOf: (command: Command) => string): readonly Command[] {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return commands.filter((command) => words.every((word) => nameOf(command).toLowerCase().includes(word)));
}

export function closeHelp(store: LabStore): void {
  store.setState({ help: null });
}

export function openHelp(store: LabStore, help: HelpDialog): void {
  store.setState({ help });
}
