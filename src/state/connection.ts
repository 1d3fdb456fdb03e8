/** The one connection of the page to its worker. */

import { connectLab, type LabConnection } from '../worker/client';
import { notify } from './notices';
import { store } from './store';

export type RemoteLab = LabConnection['lab'];

let connected: LabConnection | null = null;

/** Starts the worker on the first call; later calls give the same connection. */
export function connect(): LabConnection {
  connected ??= connectLab((message) => {
    if (store.getState().lab === null) store.setState({ job: null, failure: message });
    else notify('error', message);
  });
  return connected;
}

/** The lab of that connection. */
export function connection(): RemoteLab {
  return connect().lab;
}
