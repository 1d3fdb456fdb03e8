/** The style sheets' own properties that components set. */

import 'react';

declare module 'react' {
  interface CSSProperties {
    /** How full a unit's square is, in per cent. */
    '--fill'?: string;
    /** How many steps stand side by side. */
    '--steps'?: number;
  }
}
