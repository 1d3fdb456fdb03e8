import { type MouseEvent, memo, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { SampleIndex } from '../../state/contract';
import { type SampleFacts, sampleFacts } from '../../state/samples/sampleFacts';
import { selectOnly, selectRange, toggleSample } from '../../state/samples/selectSamples';
import type { LabStore } from '../../state/store';
import { formats, say } from '../../words/say';
import { SampleStrip } from '../design/SampleImage';
import { useLab, useLabStore } from '../design/useLab';
import gridStyles from './SampleGrid.module.css';

interface RowProps {
  readonly samples: readonly SampleIndex[];
  readonly row: number;
  readonly columns: number;
  /** Width and height of a cell in pixels: of a picture equal. */
  readonly cell: number;
  readonly height: number;
  readonly top: number;
}

/** Labels up to this long leave room for a wrong prediction beside them. */
const longestShort = 3;

/** Empty source pixels after each image: as wide as the borders of the cells, which the style sheet sets. */
export function gapFor(width: number): number {
  return Math.max(1, Math.round(width / 14));
}

/** One row of the grid: the images on one canvas, a cell over each. */
export const SampleRow = memo(function SampleRow({ samples, row, columns, cell, height, top }: RowProps) {
  const images = useLab((state) => state.images);
  const shape = useLab((state) => state.lab?.dataset.shape);
  const indices = useMemo(() => samples.slice(row * columns, (row + 1) * columns), [samples, row, columns]);
  if (images === null || shape === undefined) return null;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid itself has the focus and names its active cell
    // biome-ignore lint/a11y/useSemanticElements: rows of a virtual grid are placed, and a table's are not
    <div
      className={gridStyles.row}
      role="row"
      aria-rowindex={row + 1}
      style={{ height, width: indices.length * cell, transform: `translateY(${top}px)` }}
    >
      {!images.texts && (
        <SampleStrip images={images.images} shape={shape} indices={indices} gap={gapFor(shape[1])} />
      )}
      {indices.map((index, column) => (
        <SampleCell
          key={index}
          index={index}
          column={column}
          cell={cell}
          height={height}
          text={images.texts?.[index]}
        />
      ))}
    </div>
  );
});

/** Letters of a text that a cell shows, and says. */
const excerptLength = 220;

function inWords(facts: SampleFacts, text: string | undefined): string {
  const { index, label, predicted, loss, memorisation, removed } = facts;
  const cell = say('page.samples.cell', {
    sample: index,
    label,
    predicted,
    loss: loss === null ? null : formats.number(loss),
    memorisation: memorisation === null ? null : formats.number(memorisation),
    removed,
  });
  return text === undefined
    ? cell
    : say('page.samples.textCell', { cell, text: text.slice(0, excerptLength) });
}

/** A finger has no Ctrl key: each tap adds its sample, or takes it out. */
const isTap = ({ nativeEvent }: MouseEvent) =>
  'pointerType' in nativeEvent && nativeEvent.pointerType === 'touch';

function onClick(store: LabStore, event: MouseEvent, index: SampleIndex): void {
  if (event.shiftKey) selectRange(store, index);
  else if (event.ctrlKey || event.metaKey || isTap(event)) toggleSample(store, index);
  else selectOnly(store, index);
}

interface CellProps {
  readonly index: SampleIndex;
  readonly column: number;
  readonly cell: number;
  readonly height: number;
  /** Of data of texts. */
  readonly text: string | undefined;
}

const SampleCell = memo(function SampleCell({ index, column, cell, height, text }: CellProps) {
  const store = useLabStore();
  const selected = useLab((state) => state.selected.has(index));
  const focused = useLab((state) => state.focused === index);
  // Drawn anew only when something of this very sample changed.
  const facts = useLab(
    useShallow((state) => sampleFacts(state.lab, state.images, index, state.memorisation)),
  );
  if (facts === null) return null;
  const marks = [
    gridStyles.cell,
    selected && gridStyles.selected,
    focused && gridStyles.focused,
    facts.removed && gridStyles.removed,
    facts.misclassified && gridStyles.misclassified,
  ];
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid itself has the focus and names its active cell
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys
    // biome-ignore lint/a11y/useSemanticElements: cells of a virtual grid are placed, and a table's are not
    <div
      id={`sample-${index}`}
      className={marks.filter(Boolean).join(' ')}
      role="gridcell"
      aria-colindex={column + 1}
      aria-selected={selected}
      aria-label={inWords(facts, text)}
      title={inWords(facts, text)}
      style={{ left: column * cell, width: cell, height }}
      onClick={(event) => onClick(store, event, index)}
    >
      {text !== undefined && <p className={gridStyles.text}>{text.slice(0, excerptLength)}</p>}
      <CellLabel facts={facts} isBeside={text !== undefined} />
    </div>
  );
});

/** The label, and a wrong prediction; where names are long, the wrong prediction alone: the picture shows what it is. */
function CellLabel({
  facts: { label, predicted, misclassified },
  isBeside,
}: {
  facts: SampleFacts;
  /** Whether there is room for both. */
  isBeside: boolean;
}) {
  const isShort = isBeside || (label.length <= longestShort && (predicted ?? '').length <= longestShort);
  return (
    <span className={gridStyles.label}>
      {(isShort || !misclassified) && label}
      {misclassified && <b>→{predicted}</b>}
    </span>
  );
}
