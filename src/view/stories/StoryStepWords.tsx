import type { ReadingLevel } from '../../state/steps/readingLevel';
import type { FormulaName, StoryPlace } from '../../state/stories/story';
import { answers } from '../../state/stories/story';
import {
  actStory,
  answerStory,
  leaveStory,
  mayGoOn,
  moveStory,
  stepOf,
  storyOf,
} from '../../state/stories/tell';
import type { Code } from '../../words/catalogue';
import { say, sayMessage } from '../../words/say';
import { Formula, ReadingLevels } from '../design/ReadingLevels';
import { useLab, useLabStore } from '../design/useLab';
import styles from './StoryStepWords.module.css';
import formulas from './storyFormulas.math.json';

/** The id of the heading, by which the box is named. */
export const storyTitle = 'story-title';

/** The words of a step, what it does and its question, and the ways on, back and out. */
export function StoryStepWords({ story }: { story: StoryPlace }) {
  const store = useLabStore();
  const busy = useLab((state) => state.job !== null);
  const { id, step, notes, done, running, failed } = story;
  const { id: name, formula, act, right } = stepOf(story);
  const level = useLab((state) => state.readingLevel);
  const words = (part: string) =>
    sayMessage({ code: `page.stories.each.${id}.${name}.${part}` as Code, values: notes });
  const isLast = step === storyOf(id).steps.length - 1;
  return (
    <div className={styles.step} data-story={`${id}.${name}`}>
      <h2 id={storyTitle}>
        {say('page.stories.place', {
          title: say(`page.stories.each.${id}.title`),
          step: step + 1,
          steps: storyOf(id).steps.length,
        })}
      </h2>
      <ReadingLevels name="storyLevel" />
      <StepText level={level} formula={formula} words={words} />
      {act && !done && (
        <button
          type="button"
          className="primary"
          disabled={busy || running}
          onClick={() => void actStory(store)}
        >
          {running ? say('page.stories.running') : words('act')}
        </button>
      )}
      <div role="status">
        {act && done && <p data-story-done>{words('done')}</p>}
        {failed && <p className="warned">{say('page.stories.failed')}</p>}
      </div>
      {right && <Question story={story} words={words} />}
      <div className={styles.ways}>
        <button type="button" className="quiet" disabled={running} onClick={() => leaveStory(store)}>
          {say(isLast ? 'page.stories.finish' : 'page.stories.leave')}
        </button>
        <button type="button" disabled={running || step === 0} onClick={() => moveStory(store, -1)}>
          {say('page.stories.back')}
        </button>
        {!isLast && (
          <button
            type="button"
            className={mayGoOn(story) ? 'primary' : ''}
            disabled={!mayGoOn(story)}
            onClick={() => moveStory(store, 1)}
          >
            {say('page.stories.next')}
          </button>
        )}
      </div>
    </div>
  );
}

interface TextProps {
  readonly level: ReadingLevel;
  readonly formula: FormulaName;
  words(part: string): string;
}

/** What a step is about: in one sentence, in plain words, or as a formula with the sentence above it. */
function StepText({ level, formula, words }: TextProps) {
  if (level !== 'mathematics') return <p>{words(level === 'plain' ? 'text' : 'sentence')}</p>;
  return (
    <>
      <p>{words('sentence')}</p>
      <Formula mathMl={formulas[formula]} className={styles.formula} />
    </>
  );
}

interface QuestionProps {
  readonly story: StoryPlace;
  words(part: string): string;
}

function Question({ story, words }: QuestionProps) {
  const store = useLabStore();
  const { answer, notes } = story;
  const { right } = stepOf(story);
  const isRight = answer !== null && answer === right?.(notes);
  return (
    <fieldset className={styles.question}>
      <legend>{words('ask')}</legend>
      {answers.map((one) => (
        <label key={one}>
          <input
            type="radio"
            name="answer"
            checked={answer === one}
            onChange={() => answerStory(store, one)}
          />
          {words(one)}
        </label>
      ))}
      <p role="status">
        {answer !== null && `${say(isRight ? 'page.stories.right' : 'page.stories.wrong')} ${words('why')}`}
      </p>
    </fieldset>
  );
}
