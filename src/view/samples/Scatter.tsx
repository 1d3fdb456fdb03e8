import {
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { hasBit, type SampleIndex } from '../../state/contract';
import { announce } from '../../state/jobs/notices';
import { visibleSamples } from '../../state/samples/filterSamples';
import { fitPoints, insideLasso, nearestPoint, nextPoint, type Spot } from '../../state/samples/scatter';
import { focusSample, selectMany, selectOnly, toggleSample } from '../../state/samples/selectSamples';
import { setSetting } from '../../state/settings/changeSettings';
import { type SampleMap, sampleMaps } from '../../state/settings/settings';
import { formats, say } from '../../words/say';
import { ClassMark } from '../design/ClassMark';
import { LookWait } from '../design/LookWait';
import { SampleImage } from '../design/SampleImage';
import { useShownTheme } from '../design/theme';
import { useClassNames } from '../design/useClassNames';
import { useLab, useLabStore } from '../design/useLab';
import { answerOf, useLook } from '../design/useLook';
import { drawOverlay, drawPoints } from './drawScatter';
import styles from './Scatter.module.css';

/** Pixels around the points, how near a click must come, and how far a pointer moves before it draws a line. */
const margin = 10;
const reach = 10;
const dragFrom = 5;

/** The samples by what the last layer reads of them: near ones look alike to the model. */
export default function Scatter() {
  const current = useLab((state) => state.lab?.history.current ?? 0);
  const count = useLab((state) => state.lab?.history.count ?? 0);
  const trained = useLab((state) => state.lab?.digest !== '');
  const map = useLab((state) => state.settings.map);
  // Points stay where they are while removals run: they are placed anew when asked.
  const [placedAt, setPlacedAt] = useState(current);
  const at = placedAt > count ? current : placedAt;
  const look = useLook(trained ? { model: { state: at }, question: { kind: 'embedding', map } } : null);
  const embedding = answerOf(look);
  return (
    <div className={styles.scatter}>
      <Toolbar at={at} isOld={at !== current} onAnew={() => setPlacedAt(current)} />
      {embedding === null ? (
        <div className={styles.wait}>
          {trained ? (
            <LookWait look={look} />
          ) : (
            <p className="soft">{say('page.samples.scatter.untrained')}</p>
          )}
        </div>
      ) : (
        <Plot samples={embedding.samples} places={embedding.places} />
      )}
      {embedding?.explained && (
        <p className={`soft ${styles.about}`}>
          {say('page.samples.scatter.pcaAbout', {
            first: formats.chance(embedding.explained[0]),
            second: formats.chance(embedding.explained[1]),
          })}
        </p>
      )}
      {embedding !== null && embedding.explained === null && (
        <p className={`soft ${styles.about}`}>
          {say('page.samples.scatter.umapAbout', { count: formats.whole(embedding.samples.length) })}
        </p>
      )}
      <Legend />
    </div>
  );
}

interface ToolbarProps {
  readonly at: number;
  readonly isOld: boolean;
  onAnew(): void;
}

function Toolbar({ at, isOld, onAnew }: ToolbarProps) {
  const store = useLabStore();
  const map = useLab((state) => state.settings.map);
  return (
    <div className={styles.tools}>
      <select
        aria-label={say('page.samples.scatter.map')}
        value={map}
        onChange={({ target }) => setSetting(store, 'map', target.value as SampleMap)}
      >
        {sampleMaps.map((name) => (
          <option key={name} value={name}>
            {say(`page.samples.scatter.maps.${name}`)}
          </option>
        ))}
      </select>
      {isOld && (
        <button type="button" title={say('page.samples.scatter.ofState', { id: at })} onClick={onAnew}>
          {say('page.samples.scatter.anew')}
        </button>
      )}
    </div>
  );
}

interface PlotProps {
  readonly samples: Uint32Array;
  readonly places: Float32Array;
}

function Plot({ samples, places }: PlotProps) {
  const store = useLabStore();
  const box = useRef<HTMLDivElement>(null);
  const base = useRef<HTMLCanvasElement>(null);
  const over = useRef<HTMLCanvasElement>(null);
  const size = useSize(box);
  const labels = useLab((state) => state.images?.labels);
  const removed = useLab((state) => state.lab?.removed);
  const visible = useLab(visibleSamples);
  const selected = useLab((state) => state.selected);
  const focused = useLab((state) => state.focused);
  const [pointed, setPointed] = useState<SampleIndex | null>(null);
  const theme = useShownTheme();
  const points = useMemo(() => fitPoints(samples, places, size, margin), [samples, places, size]);
  const isShown = useMemo(() => {
    const shown = new Uint8Array(labels?.length ?? 0);
    for (const sample of visible) if (!removed || !hasBit(removed, sample)) shown[sample] = 1;
    return (sample: SampleIndex) => shown[sample] === 1;
  }, [visible, removed, labels]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours
  useLayoutEffect(() => {
    if (base.current && labels) return drawPoints(base.current, size, { points, labels, isShown });
  }, [points, labels, isShown, size, theme]);
  const lasso = useLasso(points, isShown);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours
  useLayoutEffect(() => {
    const isSelected = (sample: SampleIndex) => selected.has(sample);
    const overlay = { points, isSelected, focused, polygon: lasso.polygon };
    if (over.current) drawOverlay(over.current, size, overlay);
  }, [points, selected, focused, size, lasso.polygon, theme]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      if (isShown(focused)) toggleSample(store, focused);
      return;
    }
    const way = ways[event.key];
    if (way === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = nextPoint(points, focused, way, isShown);
    if (next === null) return;
    focusSample(store, next);
    setPointed(next);
    announce(store, say('page.samples.scatter.sample', { sample: next }));
  };

  return (
    <div ref={box} className={styles.box}>
      <canvas ref={base} />
      <canvas
        ref={over}
        role="img"
        aria-label={say('page.samples.scatter.picture', { count: formats.whole(samples.length) })}
        title={say('page.samples.scatter.how')}
        onPointerDown={lasso.down}
        onPointerMove={(event) => {
          lasso.move(event);
          setPointed(nearestPoint(points, spotOf(event), reach, isShown));
        }}
        onPointerUp={lasso.up}
        onPointerCancel={lasso.cancel}
        onPointerLeave={() => setPointed(null)}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={() => setPointed(null)}
      />
      {pointed !== null && (
        <div className={styles.pointed}>
          <SampleImage index={pointed} side={3.4} />
          <span>{say('page.samples.scatter.sample', { sample: pointed })}</span>
        </div>
      )}
      <button type="button" className={`quiet ${styles.all}`} onClick={() => selectMany(store, visible)}>
        {say('page.samples.scatter.selectShown', { count: formats.whole(visible.length) })}
      </button>
    </div>
  );
}

/** Where each key leads, on a canvas: down is more. */
const ways: Readonly<Record<string, Spot>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

const spotOf = ({ nativeEvent }: PointerEvent): Spot => [nativeEvent.offsetX, nativeEvent.offsetY];

/** A pointer that draws a line around points selects them; Alt draws a box; Shift adds, Ctrl takes out. One that does not move is a click. */
function useLasso(points: Parameters<typeof insideLasso>[0], isShown: (sample: SampleIndex) => boolean) {
  const store = useLabStore();
  const [polygon, setPolygon] = useState<readonly Spot[]>([]);
  const start = useRef<Spot | null>(null);
  const line = useRef<Spot[]>([]);
  const end = () => {
    start.current = null;
    line.current = [];
    setPolygon([]);
  };
  return {
    polygon,
    cancel: end,
    down(event: PointerEvent) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      start.current = spotOf(event);
      line.current = [start.current];
    },
    move(event: PointerEvent) {
      if (start.current === null) return;
      const [x, y] = spotOf(event);
      const [left, top] = start.current;
      const [lastX, lastY] = line.current.at(-1)!;
      if (Math.hypot(x - lastX, y - lastY) < dragFrom) return;
      if (event.altKey) {
        line.current = [start.current, [x, top], [x, y], [left, y]];
      } else line.current.push([x, y]);
      setPolygon([...line.current]);
    },
    up(event: PointerEvent) {
      const drawn = line.current;
      const isClick = start.current !== null && drawn.length === 1;
      const add = event.shiftKey || event.pointerType === 'touch';
      end();
      if (isClick) {
        const sample = nearestPoint(points, spotOf(event), reach, isShown);
        if (sample === null) return;
        if (add || event.ctrlKey || event.metaKey) toggleSample(store, sample);
        else selectOnly(store, sample);
      } else if (drawn.length > 2) {
        const inside = insideLasso(points, drawn).filter(isShown);
        selectMany(store, inside, event.ctrlKey || event.metaKey ? 'drop' : add ? 'add' : 'only');
      }
    },
  };
}

/** The size of an element, in whole pixels. */
function useSize(element: { readonly current: HTMLElement | null }): Spot {
  const [size, setSize] = useState<Spot>([300, 240]);
  useEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      setSize([Math.floor(width), Math.floor(height)]);
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

function Legend() {
  const classNames = useClassNames();
  return (
    <ul className={styles.legend} aria-label={say('page.samples.scatter.legend')}>
      {classNames.map((name, label) => (
        <li key={name}>
          <svg viewBox="-4 -4 8 8" aria-hidden="true">
            <ClassMark label={label} x={0} y={0} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
