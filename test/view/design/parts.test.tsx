/** The parts that the page is built of, in a browser: what keys and a screen reader find. */

import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../../src/view/design/theme.css';
import '../../../src/view/design/utilities.css';
import { Modal } from '../../../src/view/design/Modal';
import { PartBoundary } from '../../../src/view/design/PartBoundary';
import { Table } from '../../../src/view/design/Table';
import { Tabs } from '../../../src/view/design/Tabs';
import { TextField } from '../../../src/view/design/TextField';
import { chooseTheme, startTheme } from '../../../src/view/design/theme';
import { drawn } from '../drawn';

const names = ['one', 'two', 'three'] as const;
const words = { one: 'One', two: 'Two', three: 'Three' };

function ThreeTabs() {
  const [open, setOpen] = useState<(typeof names)[number]>('one');
  return (
    <Tabs label="Three" names={names} words={words} open={open} look="pills" onOpen={(name) => setOpen(name)}>
      <p>{`Now ${open}`}</p>
    </Tabs>
  );
}

test('tabs: one stop for the Tab key, arrows and ends open the others, the panel is named by its tab', async () => {
  const place = drawn(<ThreeTabs />);
  await userEvent.tab();
  expect(document.activeElement).toHaveTextContent('One');
  for (const [key, opened] of [
    ['{ArrowRight}', 'Two'],
    ['{End}', 'Three'],
    ['{ArrowRight}', 'One'],
    ['{ArrowLeft}', 'Three'],
    ['{Home}', 'One'],
  ] as const) {
    await userEvent.keyboard(key);
    expect(document.activeElement).toHaveTextContent(opened);
    await expect
      .element(page.getByRole('tabpanel', { name: opened }))
      .toHaveTextContent(`Now ${opened.toLowerCase()}`);
  }
  const tabs = [...place.querySelectorAll('[role="tab"]')];
  expect(tabs.map((tab) => tab.getAttribute('tabindex'))).toEqual(['0', '-1', '-1']);
  const panel = place.querySelector('[role="tabpanel"]')!;
  expect(tabs.every((tab) => tab.getAttribute('aria-controls') === panel.id)).toBe(true);
});

test('a field: its complaint describes it, and what is typed stays until it is left', async () => {
  const onText = vi.fn();
  drawn(
    <TextField
      label="Damping"
      explanation="Added to the diagonal."
      text="0.1"
      complaint="Not below 0."
      inputMode="decimal"
      onText={onText}
    />,
  );
  const field = page.getByLabelText('Damping');
  await expect.element(field).toHaveAccessibleDescription('Added to the diagonal. Not below 0.');
  await expect.element(field).toBeInvalid();
  await userEvent.fill(field, '-1');
  expect(onText).toHaveBeenLastCalledWith('-1');
  await expect.element(field).toHaveValue('-1');
  await userEvent.tab();
  await expect.element(field).toHaveValue('0.1');
});

const column = (key: string, by: (row: number) => number | undefined) => ({
  key,
  heading: key,
  cell: (row: number) => by(row) ?? 'none',
  by,
});
const firstCells = () =>
  [...document.querySelectorAll('tbody tr')].map((row) => row.firstElementChild!.textContent);

test('a table: a press sorts, the next turns round, a third ends it; rows without a value are last', async () => {
  drawn(
    <Table
      label="Numbers"
      columns={[column('value', (row) => (row === 2 ? undefined : row))]}
      rows={[3, 2, 7, 5]}
      keyOf={(row) => row}
    />,
  );
  const heading = page.getByRole('columnheader', { name: 'value' });
  const orders: [string, string[]][] = [
    ['descending', ['7', '5', '3', 'none']],
    ['ascending', ['3', '5', '7', 'none']],
    ['none', ['3', 'none', '7', '5']],
  ];
  for (const [order, cells] of orders) {
    await userEvent.click(page.getByRole('button', { name: 'value' }));
    await expect.element(heading).toHaveAttribute('aria-sort', order);
    expect(firstCells()).toEqual(cells);
  }
});

test('a table of 5,000 rows draws those in sight, and says how many there are', async () => {
  const rows = Array.from({ length: 5000 }, (_, i) => i);
  drawn(<Table label="Many" columns={[column('value', (row) => row)]} rows={rows} keyOf={(row) => row} />);
  await expect.poll(() => firstCells().length).toBeGreaterThan(5);
  expect(firstCells().length).toBeLessThan(100);
  await expect.element(page.getByRole('table')).toHaveAttribute('aria-rowcount', '5001');
  await userEvent.click(page.getByRole('button', { name: 'value' }));
  await expect.poll(() => firstCells()[0]).toBe('4999');
});

test('a dialog: Enter says yes, Escape leaves, and its keys stay in it', async () => {
  const [onSubmit, onLeave, onKey] = [vi.fn(), vi.fn(), vi.fn()];
  window.addEventListener('keydown', onKey);
  drawn(
    <Modal
      title="Sure?"
      width="narrow"
      actions={
        <>
          <button type="button">No</button>
          <button type="submit">Yes</button>
        </>
      }
      onSubmit={onSubmit}
      onLeave={onLeave}
    >
      <p>A question.</p>
    </Modal>,
  );
  await expect.element(page.getByRole('dialog', { name: 'Sure?' })).toBeVisible();
  expect(document.activeElement).toHaveTextContent('Yes');
  await userEvent.keyboard('{Enter}');
  expect(onSubmit).toHaveBeenCalledOnce();
  await userEvent.keyboard('{Escape}');
  expect(onLeave).toHaveBeenCalledOnce();
  window.removeEventListener('keydown', onKey);
});

afterEach(() => {
  localStorage.removeItem('lethe-theme');
  document.body.replaceChildren();
});

test('a theme that is chosen holds, and is there at the next visit', () => {
  const shown = () => document.documentElement.dataset.theme;
  startTheme();
  expect(shown()).toBe(matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  for (const theme of ['dark', 'light'] as const) {
    chooseTheme(theme);
    expect(shown()).toBe(theme);
    const paper = getComputedStyle(document.documentElement).getPropertyValue('--paper');
    expect(paper).toBe(theme === 'dark' ? '#0f1217' : '#f3f2ee');
    delete document.documentElement.dataset.theme;
    startTheme();
    expect(shown()).toBe(theme);
  }
});

const part = { isBroken: false };

function MayBreak() {
  if (part.isBroken) throw new Error('no such axis');
  return <p>All well</p>;
}

test('a part that cannot be drawn says so in its place, leaves the others, and can be drawn again', async () => {
  const silent = vi.spyOn(console, 'error').mockImplementation(() => {});
  part.isBroken = true;
  const place = drawn(
    <>
      <PartBoundary of="Accuracy">
        <MayBreak />
      </PartBoundary>
      <p>The next one</p>
    </>,
  );
  expect(place).toHaveTextContent('Accuracy: this part could not be drawn (no such axis)');
  expect(place).toHaveTextContent('The next one');
  part.isBroken = false;
  await userEvent.click(page.getByRole('button', { name: 'Draw it again' }));
  expect(place).toHaveTextContent('All well');
  silent.mockRestore();
});
