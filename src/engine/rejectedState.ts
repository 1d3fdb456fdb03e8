import type { Job } from '../model/job';
import { SaidError } from '../words/saidError';
import { refuseRemade } from './remakeState';
import { shareEpochStates } from './rewind/epochStates';
import { openSession, parametersAt, pathTo, type Session, standAt, standing } from './session';
import { unlearn } from './unlearn';
import { shareRetrained } from './yardstick/retrain';

/**
 * Makes a removal again that the guard rejected, without the guard, in a session of its own: it stands at the model that was rejected. The session itself stays
 * as it is; both have one network, whose weights are the rejected ones then.
 * @throws SaidError where the removal was accepted, or comes out otherwise than its report says, as on another device; AbortError when cancelled
 */
export async function openRejected(session: Session, id: number, { signal }: Job = {}): Promise<Session> {
  const { compute, dataset, network, trained, training } = session;
  const path = pathTo(session, id).map(({ report }) => report);
  const report = path.at(-1);
  if (!report || report.accepted) throw new SaidError('engine.refused.notRejected', []);
  // The present weights are those before it: the guard went back to them.
  const parameters = id === session.current ? session.parameters : await parametersAt(session, report.parent);
  const scratch = await openSession(compute, dataset, network, trained, training, { signal });
  shareEpochStates(session, scratch);
  const start = path.slice(0, -1).map((one, i) => ({ ...one, id: i + 1, parent: i }));
  if (start.length > 0) await standAt(scratch, start, { id: start.length, parameters }, { signal });
  const again = await unlearn(scratch, { ...report.request, guard: null }, { signal, isRecorded: true });
  const isSame =
    again.after.validationLoss === report.after.validationLoss &&
    again.after.distanceToOriginal === report.after.distanceToOriginal;
  if (!isSame) refuseRemade(session, report);
  shareRetrained(session, scratch);
  return scratch;
}

/**
 * Works on the session's present model, or, where the guard rejected the present removal, on the model that it would have been. The network has the weights of
 * the session again at the end, whatever happens.
 * @param id the present removal, or the state whose model the session has
 * @throws what openRejected and the work throw
 */
export async function workAt<T>(
  session: Session,
  id: number,
  job: Job,
  work: (at: Session) => Promise<T>,
): Promise<T> {
  try {
    return await work(id === standing(session) ? session : await openRejected(session, id, job));
  } finally {
    session.network.setParameters(session.parameters);
  }
}
