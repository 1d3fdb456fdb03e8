/** What of the page is open, in the address: a tab of the settings, a tab of the report, and the parts that are left out. */

import { lists, say } from '../../words/say';
import { type ReportTab, removalState, reportTabs } from '../removal/removalState';
import { type PanelName, panelNames, settingsState, type TabName, tabNames } from '../settings/settingsState';

export interface Panels {
  readonly tab: TabName;
  readonly reportTab: ReportTab;
  readonly hidden: readonly PanelName[];
}

/** As the page opens by itself. */
export const usualPanels: Panels = {
  tab: settingsState.tab,
  reportTab: removalState.reportTab,
  hidden: settingsState.hidden,
};

/** What a name stands for in the address, and what it may be. */
const names = { tab: tabNames, report: reportTabs, hide: panelNames } as const;

/** Reads the panels from the end of an address; each word that is none of theirs is told, and left out. */
export function readPanels(address: string): {
  readonly panels: Panels;
  readonly complaints: readonly string[];
} {
  const query = new URLSearchParams(address.split('#')[0]);
  const complaints: string[] = [];
  const read = <T extends string>(name: keyof typeof names, known: readonly T[]): T[] =>
    (query.get(name) ?? '').split(',').flatMap((text) => {
      const word = text.trim();
      const found = known.find((each) => each === word);
      if (!found && word !== '') {
        complaints.push(say('page.address.noPanel', { name, text: word, known: lists.list(known) }));
      }
      return found ? [found] : [];
    });
  const panels = {
    tab: read('tab', names.tab)[0] ?? usualPanels.tab,
    reportTab: read('report', names.report)[0] ?? usualPanels.reportTab,
    hidden: [...new Set(read('hide', names.hide))],
  };
  return { panels, complaints };
}

/** The panels as the address writes them, where they are not as usual. */
export function writePanels({ tab, reportTab, hidden }: Panels): [name: string, text: string][] {
  const written: [string, string, string][] = [
    ['tab', tab, usualPanels.tab],
    ['report', reportTab, usualPanels.reportTab],
    ['hide', hidden.join(','), usualPanels.hidden.join(',')],
  ];
  return written.filter(([, text, usual]) => text !== usual).map(([name, text]) => [name, text]);
}

/** Whether the same panels are open. */
export function samePanels(one: Panels, other: Panels): boolean {
  return one.tab === other.tab && one.reportTab === other.reportTab && one.hidden === other.hidden;
}
