import { type MouseEvent, memo, useMemo } from 'react';
import { chooseSlice, drawLayers, type NetworkView, type UnitPicture } from '../../state/lens/underLens';
import { formats, say } from '../../words/say';
import { sliceWord } from '../design/sliceWord';
import { useLab, useLabStore } from '../design/useLab';
import styles from './Network.module.css';

const noLayers = [] as const;

interface NetworkProps {
  readonly view: NetworkView;
  /** Whether L-FOCI looked at the units at all. */
  readonly measured: boolean;
}

/** The network, layer under layer: a square for each unit, the fuller, the more the unit tells of the loss. A click shows the unit's weights. */
export const Network = memo(function Network({ view, measured }: NetworkProps) {
  const store = useLabStore();
  const layers = useLab((state) => state.lab?.model.layers ?? noLayers);
  const chosen = useLab((state) => state.slice);
  const off = useLab((state) => state.off);
  const drawn = useMemo(() => drawLayers(layers, view), [layers, view]);
  const onClick = ({ target }: MouseEvent) => {
    const slice = (target as HTMLElement).closest<HTMLElement>('[data-unit]')?.dataset.unit;
    if (slice !== undefined) chooseSlice(store, Number(slice));
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: the fields below choose any unit by keys
    <div className={styles.layers} onClick={onClick}>
      {drawn.map(({ layer, units }) => (
        <figure
          key={layer.name}
          aria-label={say(`page.removal.slices.${sliceWord(layer.kind)}About`, {
            layer: layer.name,
            count: layer.units,
          })}
        >
          <figcaption>
            <h3>
              {say(`page.removal.slices.${sliceWord(layer.kind)}`, { layer: layer.name, count: layer.units })}
            </h3>
          </figcaption>
          {units.map((picture) => (
            <Unit
              key={picture.unit}
              picture={picture}
              fullAt={view.fullAt}
              alone={view.alone}
              measured={measured}
              filter={sliceWord(layer.kind) === 'filters'}
              isShown={picture.slice === chosen}
              isOff={off.includes(picture.slice)}
            />
          ))}
        </figure>
      ))}
    </div>
  );
});

interface UnitProps {
  readonly picture: UnitPicture;
  readonly fullAt: number;
  readonly alone: boolean;
  readonly filter: boolean;
  readonly measured: boolean;
  readonly isShown: boolean;
  readonly isOff: boolean;
}

/** Orders of selection with more digits have no room in a square; its words have them. */
const mostShown = 99;

/** From this share on, in per cent, a square counts as full: its number has another colour. */
export const fullFrom = 53;

const Unit = memo(function Unit({ picture, fullAt, alone, filter, measured, isShown, isOff }: UnitProps) {
  const { slice, unit, t, order, wins } = picture;
  const words = say('page.removal.slices.picture', {
    filter,
    unit,
    seen: measured ? { t: t === null ? null : formats.t(t), alone } : null,
    order,
  });
  const fill = t === null ? 0 : Math.round(Math.min(1, Math.max(0, t / fullAt)) * 100);
  const marks = [
    styles.unit,
    order !== null && styles.chosen,
    fill >= fullFrom && styles.full,
    measured && t === null && order === null && styles.dead,
    wins && styles.wins,
    isShown && styles.shown,
    isOff && styles.off,
  ];
  return (
    <span
      className={marks.filter(Boolean).join(' ')}
      style={{ '--fill': `${fill}%` }}
      title={words}
      data-unit={slice}
      data-order={order ?? undefined}
    >
      {order !== null && order <= mostShown && order}
    </span>
  );
});
