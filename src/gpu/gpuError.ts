import type { Given } from '../words/catalogue';
import { SaidError } from '../words/saidError';

/** What can go wrong on a GPU without a throw. */
export type GpuFailure =
  | 'gpu.failed.outOfMemory'
  | 'gpu.failed.refused'
  | 'gpu.failed.lost'
  | 'gpu.failed.notDone'
  | 'gpu.failed.contradicted';

/** Work on the GPU of which nothing may be used: it names the kernel or the buffer. */
export class GpuError extends SaidError<GpuFailure> {
  override readonly name = 'GpuError';

  /** @param what the kernels, or the buffer, that it happened to */
  constructor(
    readonly failure: GpuFailure,
    readonly what: string,
    reason = '',
  ) {
    super(failure, [{ what, reason }] as Given<GpuFailure>);
  }
}

/** The error of results that do not agree with each other. */
export function contradiction(what: string, reason: string): GpuError {
  return new GpuError('gpu.failed.contradicted', what, reason);
}
