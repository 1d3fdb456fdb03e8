import { memo } from 'react';
import type { SelectionReport, SliceLayer } from '../../state/contract';
import { layerPictures, type UnitPicture } from '../../state/removal/layerPictures';
import { formats, say } from '../../words/say';
import { useLab } from '../design/useLab';
import styles from './LayerPictures.module.css';

const noLayers = [] as const;

/** Up to so many units leave room for the caption beside them, in the same row of 25. */
const unitsBesideCaption = 12;

function captionPlace(units: number) {
  return units <= unitsBesideCaption ? { gridRow: 1, gridColumn: `${units + 2} / -1` } : {};
}

/** Each layer as a row of little squares, one per unit: the fuller, the more the unit alone tells of the loss. */
export const LayerPictures = memo(function LayerPictures(props: { selection: SelectionReport }) {
  const layers = useLab((state) => state.lab?.model.layers ?? noLayers);
  const { first, selected } = props.selection;
  return (
    <div className={styles.layers}>
      {layerPictures(layers, first, selected).map(({ layer, units }) => (
        <figure
          key={layer.name}
          aria-label={say(`page.removal.slices.${kindWord(layer.kind)}About`, {
            layer: layer.name,
            count: layer.units,
          })}
        >
          <figcaption style={captionPlace(layer.units)}>
            <h3>
              {say(`page.removal.slices.${kindWord(layer.kind)}`, { layer: layer.name, count: layer.units })}
            </h3>
          </figcaption>
          {units.map((picture) => (
            <Unit
              key={picture.unit}
              picture={picture}
              measured={first.length > 0}
              filter={layer.kind !== 'dense'}
            />
          ))}
        </figure>
      ))}
    </div>
  );
});

function kindWord(kind: SliceLayer['kind']): 'filters' | 'units' {
  return kind === 'dense' ? 'units' : 'filters';
}

interface UnitProps {
  readonly picture: UnitPicture;
  readonly filter: boolean;
  /** Whether L-FOCI looked at the units at all. */
  readonly measured: boolean;
}

/** Orders of selection with more digits have no room in a square; its words have them. */
const mostShown = 99;

/** From this share on, in per cent, a square counts as full: its number has another colour. */
export const fullFrom = 53;

function Unit({ picture: { unit, t, order }, filter, measured }: UnitProps) {
  const words = say('page.removal.slices.picture', {
    filter,
    unit,
    seen: measured ? { t: t === null ? null : formats.t(t) } : null,
    order,
  });
  const fill = t === null ? 0 : Math.round(Math.min(1, Math.max(0, t)) * 100);
  const marks = [
    styles.unit,
    order !== null && styles.chosen,
    fill >= fullFrom && styles.full,
    measured && t === null && styles.dead,
  ];
  return (
    <span className={marks.filter(Boolean).join(' ')} style={{ '--fill': `${fill}%` }} title={words}>
      {order !== null && order <= mostShown && order}
    </span>
  );
}
