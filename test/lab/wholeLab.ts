import { type Lab, listBits, type Moment } from '../../src/lab/protocol';

/** The lab as a page knows it after a moment: what the moment names is asked for. */
export async function wholeLab(lab: Lab, moment: Moment) {
  return {
    ...moment,
    ...(await lab.setup()),
    removed: listBits(moment.removed),
    scores: await lab.scores(),
    comparisons: await lab.comparisons(),
    reports: await lab.reportsSince(moment.history.session, 0),
  };
}
