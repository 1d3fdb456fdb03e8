/** How several samples go where nobody has said so: a few one after the other, many as one batch, which is one removal in the place of hundreds. */

import { setSetting } from '../settings/changeSettings';
import type { RemovalOrder } from '../settings/settings';
import type { LabStore, State } from '../store';

/** More samples than so many go as one batch. */
export const batchAbove = 20;

/** The order that fits so many samples; as it is where a person or an address said it. */
export function fitOrder(
  { settings, orderIsSaid }: Pick<State, 'settings' | 'orderIsSaid'>,
  count: number,
): Partial<State> {
  const removeAs: RemovalOrder = count > batchAbove ? 'batch' : 'sequence';
  return orderIsSaid || settings.removeAs === removeAs ? {} : { settings: { ...settings, removeAs } };
}

/** A person says how several samples go; from now on that holds, however many they are. */
export function sayOrder(store: LabStore, order: RemovalOrder): void {
  store.setState({ orderIsSaid: true });
  setSetting(store, 'removeAs', order);
}
