import { type RefObject, useEffect, useState } from 'react';

/** About the side of a cell in rem, image and gap: the exact one fills the width. */
const cellRem = 4.2;

function remPixels(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/** How many cells fit side by side. */
export function useColumns(scroller: RefObject<HTMLDivElement | null>): { columns: number; cell: number } {
  const [size, setSize] = useState({ columns: 4, cell: 60 });
  useEffect(() => {
    if (scroller.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      const width = entry?.contentRect.width ?? 0;
      const columns = Math.max(1, Math.round(width / (cellRem * remPixels())));
      const cell = Math.max(1, Math.floor(width / columns));
      setSize((last) => (last.columns === columns && last.cell === cell ? last : { columns, cell }));
    });
    observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [scroller]);
  return size;
}
