/** What the worker of a thread needs of the kernels, and no more: the whole lab would be loaded with it. */

export { serveJobs } from '../../kernels/wasm/jobMailbox';
export type { LoopThreadTask } from '../../kernels/wasm/secondThread';
