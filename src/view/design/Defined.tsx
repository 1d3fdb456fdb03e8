import { type ReactNode, useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import styles from './Defined.module.css';
import type { Definition } from './definitions';

interface Props {
  readonly definition: Pick<Definition, 'about' | 'better'>;
  /** The name, as it stands on the page. */
  readonly children: ReactNode;
  /** Where a press on the name does something by itself: what, and how such a button looks. */
  onPress?(): void;
  readonly className?: string | undefined;
}

/** The pointer may take so long from the name to its definition. */
const crossingMs = 200;

/**
 * A name with its definition, which shows while the pointer is on either, while the name has the focus, and after a tap; Escape takes it away (WCAG 1.4.13: to be dismissed, to be
 * pointed at, and to stay).
 */
export function Defined({
  definition: { about, better },
  children,
  onPress,
  className = styles.name,
}: Props) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const whole = useRef<HTMLSpanElement>(null);
  const name = useRef<HTMLButtonElement>(null);
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  const open = () => {
    clearTimeout(leaving.current);
    setOpen(true);
  };
  const close = useCallback(() => setOpen(false), []);
  const leave = () => {
    leaving.current = setTimeout(() => {
      if (document.activeElement !== name.current) close();
    }, crossingMs);
  };
  useEffect(() => () => clearTimeout(leaving.current), []);
  return (
    <span
      ref={whole}
      onPointerEnter={({ pointerType }) => pointerType === 'mouse' && open()}
      onPointerLeave={({ pointerType }) => pointerType === 'mouse' && leave()}
    >
      <button
        ref={name}
        type="button"
        className={`${className} ${styles.marked}`}
        aria-describedby={isOpen ? id : undefined}
        onClick={() => {
          open();
          onPress?.();
        }}
        onFocus={open}
        onBlur={() => !whole.current?.matches(':hover') && close()}
      >
        {children}
      </button>
      {isOpen && (
        <Shown id={id} of={name.current!} onLeave={close}>
          {about}
          {better !== null && <b>{better}</b>}
        </Shown>
      )}
    </span>
  );
}

interface ShownProps {
  readonly id: string;
  /** The name that it belongs to. */
  readonly of: HTMLElement;
  readonly children: ReactNode;
  onLeave(): void;
}

/** The definition, over all else and beside its name. */
function Shown({ id, of, children, onLeave }: ShownProps) {
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const shown = place.current!;
    if (!shown.matches(':popover-open')) shown.showPopover();
    const follow = () => putBeside(shown, of);
    follow();
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      // Escape also cancels the job that runs, and closes dialogs, but not this time.
      event.stopPropagation();
      event.preventDefault();
      onLeave();
    };
    const onPress = ({ target }: PointerEvent) => {
      if (!shown.contains(target as Node) && !of.contains(target as Node)) onLeave();
    };
    document.addEventListener('keydown', onKey, true);
    document.addEventListener('pointerdown', onPress, true);
    window.addEventListener('scroll', follow, true);
    window.addEventListener('resize', follow);
    return () => {
      document.removeEventListener('keydown', onKey, true);
      document.removeEventListener('pointerdown', onPress, true);
      window.removeEventListener('scroll', follow, true);
      window.removeEventListener('resize', follow);
    };
  }, [of, onLeave]);
  return (
    <span ref={place} id={id} role="tooltip" popover="manual" className={styles.definition}>
      {children}
    </span>
  );
}

/** Below the name, or above it where there is no room; within the window. */
function putBeside(shown: HTMLElement, name: HTMLElement): void {
  const at = name.getBoundingClientRect();
  const { width, height } = shown.getBoundingClientRect();
  const edge = 8;
  const below = at.bottom + height + edge <= window.innerHeight;
  const left = Math.max(edge, Math.min(at.left, window.innerWidth - width - edge));
  shown.style.left = `${left}px`;
  shown.style.top = `${below ? at.bottom : Math.max(edge, at.top - height)}px`;
}
