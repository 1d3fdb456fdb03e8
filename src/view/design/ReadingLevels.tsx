import { chooseLevel, type ReadingLevel, readingLevels } from '../../state/steps/readingLevel';
import { say } from '../../words/say';
import { Segments } from './Segments';
import { useLab, useLabStore } from './useLab';

/** How much is said: the same choice wherever it stands. @param name apart from others on the page */
export function ReadingLevels({ name }: { name: string }) {
  const store = useLabStore();
  const level = useLab((state) => state.readingLevel);
  const words = Object.fromEntries(
    readingLevels.map((one) => [one, say(`page.steps.levels.${one}`)]),
  ) as Record<ReadingLevel, string>;
  return (
    <Segments
      label={say('page.steps.level')}
      name={name}
      value={level}
      choices={readingLevels}
      words={words}
      onChoose={(one) => chooseLevel(store, one)}
    />
  );
}

/** A formula, as MathML that the build made of a `*.math.json`. */
export function Formula({ mathMl, className }: { mathMl: string; className?: string | undefined }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the build's own
  return <div className={className} dangerouslySetInnerHTML={{ __html: mathMl }} />;
}
