import type { LabStore } from '../store';

/** Tells the lab that what is open was drawn, so that the next visit may begin with it. What cannot be drawn must not lock the page out. */
export function tellDrawn({ connection }: LabStore): void {
  connection.lab.visitDrawn().catch(() => {});
}
