/** Large type, for a projector: all sizes of the page are of its root's, so one number makes them grow. Kept until the page is closed, so that a lent machine is as it was. */

import { useState } from 'react';

export function useLargeType(): readonly [boolean, (on: boolean) => void] {
  const [isLarge, setLarge] = useState(document.documentElement.dataset.type === 'large');
  return [
    isLarge,
    (on) => {
      if (on) document.documentElement.dataset.type = 'large';
      else delete document.documentElement.dataset.type;
      setLarge(on);
    },
  ];
}
