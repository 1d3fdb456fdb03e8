import { type ComponentType, createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { State } from '../../src/state/store';
import { LabProvider } from '../../src/view/design/useLab';
import { standInLab } from '../state/standInWorker';

/** The markup of a component in a lab that is in this state. */
export function draw<P extends object>(component: ComponentType<P>, props: P, state: Partial<State>): string {
  const store = standInLab({});
  store.setState(state);
  // Markup is drawn from what a store begins with.
  const drawn = { ...store, getInitialState: store.getState };
  return renderToStaticMarkup(createElement(LabProvider, { value: drawn }, createElement(component, props)));
}
