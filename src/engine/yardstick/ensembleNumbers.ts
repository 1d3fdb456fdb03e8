/**
 * How many models an ensemble has. With fewer than 16, judging each model by the others pulls the attack on a method that forgets everything below 0.5: to
 * 0.43 with 8 (docs/decisions/0011-the-attack-on-each-sample.md).
 */
export const ensembleCount = { minimum: 16, maximum: 1024, whole: true, fallback: 64 } as const;

/** The seed of the ensembles that ship; the page makes others with any. */
export const ensembleSeed = 1;
