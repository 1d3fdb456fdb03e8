import { type RefObject, useEffect, useState } from 'react';
import { remPixels } from '../design/remPixels';

/** About the side of a cell in rem, image and gap: the exact one fills the width. */
const cellRem = 4.2;
/** The same of a cell that holds a text, and its height. */
const textRem = 17;
const textHeightRem = 6.4;

/** How many cells fit side by side, and how wide and high one is. */
export function useColumns(
  scroller: RefObject<HTMLDivElement | null>,
  hold: 'images' | 'texts' = 'images',
): { columns: number; cell: number; height: number } {
  const [size, setSize] = useState({ columns: 4, cell: 60, height: 60 });
  useEffect(() => {
    if (scroller.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      const width = entry?.contentRect.width ?? 0;
      const rem = remPixels();
      const columns = Math.max(1, Math.round(width / ((hold === 'texts' ? textRem : cellRem) * rem)));
      const cell = Math.max(1, Math.floor(width / columns));
      const height = hold === 'texts' ? Math.round(textHeightRem * rem) : cell;
      setSize((last) =>
        last.columns === columns && last.cell === cell && last.height === height
          ? last
          : { columns, cell, height },
      );
    });
    observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [scroller, hold]);
  return size;
}
