import type { Code } from '../../words/catalogue';
import { SaidError } from '../../words/saidError';

/** A session that cannot be opened or written: where in its file, what is wrong, and what to do. */
export class SessionFileError extends SaidError<Code & `lab.sessionFile.${string}`> {
  override readonly name = 'SessionFileError';
}
