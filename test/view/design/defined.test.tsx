/** A name with its definition, in a browser: by pointer, by keys and by a tap, and away again (WCAG 1.4.13). */

import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../../src/view/design/theme.css';
import '../../../src/view/design/utilities.css';
import { Defined } from '../../../src/view/design/Defined';
import { metricDefinition } from '../../../src/view/design/definitions';
import { drawn } from '../drawn';

const accuracy = metricDefinition('residualAccuracy')!;
const tip = () => page.getByRole('tooltip');

function draw() {
  return drawn(
    <main style={{ padding: '4rem' }}>
      <Defined definition={accuracy}>{accuracy.name}</Defined>
      <p>
        <button type="button">Elsewhere</button>
      </p>
    </main>,
  );
}

/** The pointer goes from one element to another, as the browser tells of it. */
function move(from: Element, to: Element, pointerType = 'mouse') {
  const told = { bubbles: true, pointerType };
  from.dispatchEvent(new PointerEvent('pointerout', { ...told, relatedTarget: to }));
  to.dispatchEvent(new PointerEvent('pointerover', { ...told, relatedTarget: from }));
}

test('a definition comes with the pointer, stays while that is on it, and goes on Escape alone', async () => {
  const place = draw();
  const [name, elsewhere] = place.querySelectorAll('button');
  const escaped = vi.fn();
  document.addEventListener('keydown', escaped);
  move(elsewhere!, name!);
  await expect.element(tip()).toHaveTextContent(accuracy.about);
  await expect.element(tip()).toHaveTextContent(accuracy.better!);
  move(name!, tip().element());
  await new Promise((resolve) => setTimeout(resolve, 400));
  await expect.element(tip()).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(tip()).not.toBeInTheDocument();
  // Nobody else is told of it: Escape would cancel the job that runs.
  expect(escaped).not.toHaveBeenCalled();
  document.removeEventListener('keydown', escaped);
  move(elsewhere!, name!);
  await expect.element(tip()).toBeVisible();
  move(tip().element(), elsewhere!);
  await expect.element(tip()).not.toBeInTheDocument();
});

test('a tap shows a definition, and a tap elsewhere takes it away', async () => {
  const place = draw();
  const [name, elsewhere] = place.querySelectorAll('button');
  move(elsewhere!, name!, 'touch');
  await expect.element(tip()).not.toBeInTheDocument();
  name!.click();
  await expect.element(tip()).toBeVisible();
  elsewhere!.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, pointerType: 'touch' }));
  await expect.element(tip()).not.toBeInTheDocument();
});

test('a definition comes with the focus, describes its name, and goes with the focus', async () => {
  draw();
  await userEvent.tab();
  const name = page.getByRole('button', { name: accuracy.name });
  await expect.element(name).toHaveFocus();
  await expect.element(name).toHaveAccessibleDescription(`${accuracy.about} ${accuracy.better}`);
  await userEvent.tab();
  await expect.element(tip()).not.toBeInTheDocument();
});

test('a definition stays within the window, above its name where there is no room below', async () => {
  const place = drawn(
    <div style={{ position: 'fixed', right: 0, bottom: 0 }}>
      <Defined definition={accuracy}>Name</Defined>
    </div>,
  );
  await userEvent.tab();
  await expect.element(tip()).toBeVisible();
  const shown = place.querySelector('[role="tooltip"]')!.getBoundingClientRect();
  expect(shown.right).toBeLessThanOrEqual(innerWidth);
  expect(shown.left).toBeGreaterThanOrEqual(0);
  expect(shown.bottom).toBeLessThanOrEqual(place.querySelector('button')!.getBoundingClientRect().top + 1);
});
