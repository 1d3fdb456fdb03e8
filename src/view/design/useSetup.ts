import { useShallow } from 'zustand/react/shallow';
import type { LabSetup } from '../../state/contract';
import { setupOf } from '../../state/labState';
import { useLab } from './useLab';

/** What is open: device, menus, data set and model; a removal does not change it. null until the lab is open. */
export function useSetup(): LabSetup | null {
  return useLab(useShallow(({ lab }) => lab && setupOf(lab)));
}
