/** The one connection of the page to its worker. */

import { connectLab, type LabConnection } from '../../worker/client';
import { store } from '../store';
import { notify } from './notices';

export type RemoteLab = LabConnection['lab'];

let connected: LabConnection | null = null;

/** The lab in the worker, which the first call starts. */
export function connection(): RemoteLab {
  connected ??= connectLab((message) => {
    if (store.getState().lab === null) store.setState({ job: null, failure: message });
    else notify('error', message);
  });
  return connected.lab;
}
