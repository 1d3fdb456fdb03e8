import { useEffect, useRef, useState } from 'react';
import type { Recipe } from '../../state/contract';
import { giveFile } from '../../state/history/giveFile';
import { sentenceOf } from '../../state/jobs/notices';
import { type CopyKind, copyKinds, recipeFile, textOf } from '../../state/share/copies';
import { describeShare } from '../../state/share/describeShare';
import { sweepFileName } from '../../state/share/sweepText';
import { formats, say } from '../../words/say';
import { Modal } from '../design/Modal';
import { useLab, useLabStore } from '../design/useLab';
import styles from './ShareDialog.module.css';
import { ShareFacts } from './ShareFacts';

/** The lab as it is now, as a link, a command, a recipe, a paragraph or a reference; and what that holds, before it is copied. */
export function ShareDialog({ onLeave }: { onLeave: () => void }) {
  const [kind, setKind] = useState<CopyKind>('link');
  const [hasBranches, setBranches] = useState(false);
  const { recipe, text, problem } = useCopy(kind, hasBranches);
  const [outcome, setOutcome] = useState<'copied' | 'notCopied' | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const isRecipe = kind === 'link' || kind === 'command' || kind === 'json';
  // biome-ignore lint/correctness/useExhaustiveDependencies: of another text nothing is copied yet
  useEffect(() => setOutcome(null), [text]);
  return (
    <Modal
      title={say('page.share.title')}
      width="wide"
      onSubmit={() => void copy(field.current).then(setOutcome)}
      onLeave={onLeave}
      actions={
        <>
          <p role="status" className={styles.outcome}>
            {outcome && say(`page.share.${outcome}`)}
          </p>
          <button type="button" onClick={onLeave}>
            {say('page.share.close')}
          </button>
          {recipe && text !== '' && (isRecipe || kind === 'sweep') && (
            <button
              type="button"
              onClick={() => save(kind === 'sweep' ? { fileName: sweepFileName, text } : recipeFile(recipe))}
            >
              {say('page.share.save')}
            </button>
          )}
          <button type="submit" className="primary" disabled={text === ''}>
            {say('page.share.copy')}
          </button>
        </>
      }
    >
      <Kinds kind={kind} onKind={setKind} />
      <p className="soft">{say(`page.share.kinds.${kind}.about`)}</p>
      {problem && <p className="wrong">{problem}</p>}
      {isRecipe && recipe && <ShareFacts recipe={recipe} />}
      {isRecipe && <BranchesBox checked={hasBranches} onChange={setBranches} />}
      <textarea
        ref={field}
        className={styles.text}
        aria-label={say('page.share.text')}
        readOnly
        rows={kind === 'json' || kind === 'sweep' || kind === 'bibtex' ? 10 : 5}
        value={text}
      />
      <p className="soft">{say('page.share.length', { count: formats.whole(text.length) })}</p>
    </Modal>
  );
}

/** The recipe of now, and the text of a kind; none until they are made. */
function useCopy(kind: CopyKind, hasBranches: boolean) {
  const store = useLabStore();
  const [recipe, setRecipe] = useState<Recipe | null>(null);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const fail = (error: unknown) => setProblem(sentenceOf(error));
  // biome-ignore lint/correctness/useExhaustiveDependencies: telling is no reason to ask again
  useEffect(() => {
    let isWanted = true;
    describeShare(store, hasBranches).then((described) => isWanted && setRecipe(described), fail);
    return () => {
      isWanted = false;
    };
  }, [store, hasBranches]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: telling is no reason to write again
  useEffect(() => {
    let isWanted = true;
    // What is there is of another kind: it is not to be copied for this one.
    setText('');
    setProblem(null);
    if (!recipe) return;
    const { origin, pathname } = window.location;
    textOf(kind, recipe, store.getState(), `${origin}${pathname}`).then(
      (made) => isWanted && setText(made),
      fail,
    );
    return () => {
      isWanted = false;
    };
  }, [kind, recipe, store]);
  return { recipe, text, problem };
}

function Kinds({ kind, onKind }: { kind: CopyKind; onKind: (kind: CopyKind) => void }) {
  return (
    <fieldset className={styles.kinds}>
      <legend className="heard">{say('page.share.title')}</legend>
      {copyKinds.map((each) => (
        <label key={each}>
          <input type="radio" name="copy-kind" checked={each === kind} onChange={() => onKind(each)} />
          {say(`page.share.kinds.${each}.name`)}
        </label>
      ))}
    </fieldset>
  );
}

function BranchesBox({ checked, onChange }: { checked: boolean; onChange: (checked: boolean) => void }) {
  const hasBranches = useLab(({ reports }) => reports.some(({ parent, id }) => parent !== id - 1));
  const isAhead = useLab(({ reports, lab }) => lab !== null && lab.history.current < reports.length);
  if (!hasBranches && !isAhead) return null;
  return (
    <label className={styles.branches}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {say('page.share.branches')}
    </label>
  );
}

/** Copies a field; where the browser does not let the page, its text is marked for a person to copy. */
async function copy(field: HTMLTextAreaElement | null): Promise<'copied' | 'notCopied'> {
  try {
    await navigator.clipboard.writeText(field?.value ?? '');
    return 'copied';
  } catch {
    field?.focus();
    field?.select();
    return 'notCopied';
  }
}

const save = ({ fileName, text }: { fileName: string; text: string }) =>
  giveFile({ fileName, bytes: new TextEncoder().encode(text) });
