import type { ReactNode } from 'react';

/** What a screen reader is told as it comes, once; eyes see it elsewhere. The region is always there: a new one would not be read. */
export function Live({ children }: { children: ReactNode }) {
  return (
    <div className="heard" role="status">
      {children}
    </div>
  );
}
