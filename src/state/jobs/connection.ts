/** The way to a worker. */

export { connectLab, type LabConnection, WorkerGone, type WorkerNews } from '../../worker/client';
export type { Lab as RemoteLab } from '../../worker/protocol';
