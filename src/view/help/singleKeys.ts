/** Whether single keys are commands: a person who dictates, or whose hands tremble, can turn them off. Kept in this browser. */

const place = 'lethe-single-keys';

export function hasSingleKeys(): boolean {
  try {
    return localStorage.getItem(place) !== 'off';
  } catch {
    return true;
  }
}

export function keepSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(place, on ? 'on' : 'off');
  } catch {
    // It then holds until the page is closed.
  }
}
