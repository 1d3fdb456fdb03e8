import type { ReportTab } from '../removal/removalState';
import type { LabStore } from '../store';
import type { TabName } from './settingsState';

/** Opens a tab of the settings. With the training's, the middle of the page shows the last training. */
export function showTab(store: LabStore, tab: TabName): void {
  store.setState({ tab });
}

/** Opens a tab of the report. */
export function showReportTab(store: LabStore, reportTab: ReportTab): void {
  store.setState({ reportTab });
}
