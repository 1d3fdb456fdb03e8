import type { RemovalReport } from '../../state/contract';

/** What every tab of the report is given. */
export interface TabProps {
  readonly report: RemovalReport;
}
