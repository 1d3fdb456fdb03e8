/** A number that a person sets: its range, and what it does. */
export interface NumericParameter {
  readonly label: string;
  readonly fallback: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly step: number;
  readonly whole: boolean;
  readonly explanation: string;
}

/** Says what is wrong with a value, or null when it is fine. */
export function checkNumber(
  { label, minimum, maximum, whole }: NumericParameter,
  value: number,
): string | null {
  if (!Number.isFinite(value) || value < minimum || value > maximum) {
    return `${label} must be from ${minimum} to ${maximum}, got ${value}.`;
  }
  if (whole && !Number.isInteger(value)) return `${label} must be a whole number, got ${value}.`;
  return null;
}
