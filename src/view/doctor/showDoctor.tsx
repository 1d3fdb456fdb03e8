import { StrictMode } from 'react';
import type { Root } from 'react-dom/client';
import { createDoctorStore } from '../../state/doctor/doctorState';
import { say } from '../../words/say';
import { DoctorPage } from './DoctorPage';

/** Draws the page of the doctor in the place of the lab. */
export function showDoctor(root: Root): void {
  document.title = say('page.doctor.documentTitle');
  root.render(
    <StrictMode>
      <DoctorPage store={createDoctorStore()} />
    </StrictMode>,
  );
}
