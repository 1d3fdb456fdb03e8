/** How a class is drawn: a colour and a shape of its own, so that it is told from others without colours too. */

/** Outlines within 4 of (0, 0), by the class. */
const outlines = [
  'M-3.5,0a3.5,3.5,0,1,0,7,0a3.5,3.5,0,1,0-7,0z',
  'M-3.1-3.1h6.2v6.2h-6.2z',
  'M0-3.9l3.8,6.6h-7.6z',
  'M0,3.9l-3.8-6.6h7.6z',
  'M0-4l4,4l-4,4l-4-4z',
  'M-1.3-3.8h2.6v2.5h2.5v2.6h-2.5v2.5h-2.6v-2.5h-2.5v-2.6h2.5z',
  'M-3.7-1.8l1.9-1.9l1.8,1.8l1.8-1.8l1.9,1.9l-1.8,1.8l1.8,1.8l-1.9,1.9l-1.8-1.8l-1.8,1.8l-1.9-1.9l1.8-1.8z',
  'M0-4l1.1,2.6l2.9,.2l-2.2,1.9l.7,2.8l-2.5-1.5l-2.5,1.5l.7-2.8l-2.2-1.9l2.9-.2z',
  'M-2-3.5h4l2,3.5l-2,3.5h-4l-2-3.5z',
  'M-3.8-1.3h7.6v2.6h-7.6z',
] as const;

/** How many classes have a look of their own; further ones begin again. */
export const classLooks = outlines.length;

/** The colour of a class, as a value of a style. */
export const classColour = (label: number): string => `var(--class-${label % classLooks})`;

/** The outline of a class's mark around (0, 0), about 8 wide. */
export const classOutline = (label: number): string => outlines[label % classLooks]!;

interface Props {
  readonly label: number;
  readonly x: number;
  readonly y: number;
  readonly scale?: number;
}

/** The mark of a class, in a drawing. */
export function ClassMark({ label, x, y, scale = 1 }: Props) {
  return (
    <path
      d={classOutline(label)}
      data-class={label}
      transform={`translate(${x} ${y}) scale(${scale})`}
      fill={classColour(label)}
    />
  );
}
