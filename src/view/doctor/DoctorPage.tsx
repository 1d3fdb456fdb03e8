import { useStore } from 'zustand';
import type { DoctorState, DoctorStore } from '../../state/doctor/doctorState';
import { say } from '../../words/say';
import { OwnPage } from '../design/OwnPage';
import styles from './DoctorPage.module.css';
import { DoctorReportView } from './DoctorReportView';

/** Every kernel on this machine's adapter. The page of its own: it opens where the lab does not. */
export function DoctorPage({ store }: { store: DoctorStore }) {
  const state = useStore(store.state);
  return (
    <OwnPage
      title={say('page.doctor.title')}
      toLab={say('page.doctor.toLab')}
      about={say('page.doctor.about')}
      actions={
        <>
          {state.stage === 'examining' ? (
            <button type="button" onClick={store.cancel}>
              {say('page.doctor.cancel')}
            </button>
          ) : (
            <button type="button" className="primary" onClick={() => void store.examine()}>
              {say(state.stage === 'waiting' ? 'page.doctor.examine' : 'page.doctor.again')}
            </button>
          )}
          {state.stage === 'examining' && <Progress state={state} />}
        </>
      }
    >
      {state.stage === 'failed' && (
        <p role="alert" className="wrong">
          {state.reason}
        </p>
      )}
      {state.stage === 'examined' && <DoctorReportView report={state.report} />}
    </OwnPage>
  );
}

function Progress({ state: { progress } }: { state: Extract<DoctorState, { stage: 'examining' }> }) {
  const words = progress === null ? say('page.doctor.begins') : say('page.doctor.trying', progress);
  return (
    <span className={styles.progress}>
      <progress
        value={progress?.done ?? 0}
        max={progress?.total ?? 1}
        aria-label={say('page.doctor.progress')}
      />
      <span>{words}</span>
    </span>
  );
}
