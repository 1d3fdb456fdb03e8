import type { Given } from '../words/catalogue';
import { SaidError } from '../words/saidError';

/** What can go wrong on a GPU without a throw. */
export type GpuFailure = 'outOfMemory' | 'refused' | 'lost' | 'notDone' | 'contradicted';

/** Work on the GPU of which nothing may be used: it names the kernel or the buffer. */
export class GpuError extends SaidError<`gpu.failed.${GpuFailure}`> {
  override readonly name = 'GpuError';

  /** @param what the kernels, or the buffer, that it happened to */
  constructor(
    readonly failure: GpuFailure,
    readonly what: string,
    reason = '',
  ) {
    super(`gpu.failed.${failure}`, [{ what, reason }] as Given<`gpu.failed.${GpuFailure}`>);
  }
}
