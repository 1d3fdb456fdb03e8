/** The way to a worker. */

export { connectLab, type LabConnection } from '../../worker/client';
export type { Lab as RemoteLab } from '../../worker/protocol';
