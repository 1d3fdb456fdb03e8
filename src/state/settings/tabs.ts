import { type ReportTab, store, type TabName } from '../store';

/** Opens a tab of the settings. With the training's, the middle of the page shows the last training. */
export function showTab(tab: TabName): void {
  store.setState({ tab });
}

/** Opens a tab of the report. */
export function showReportTab(reportTab: ReportTab): void {
  store.setState({ reportTab });
}
