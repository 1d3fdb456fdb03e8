import { useLab } from '../design/useLab';
import { DownloadQuestion } from './DownloadQuestion';
import { FilesQuestion } from './FilesQuestion';
import { LeavingQuestion } from './LeavingQuestion';
import { ModelQuestion } from './ModelQuestion';

/** What the page asks before it goes on, if anything. */
export function QuestionDialog() {
  const question = useLab((state) => state.question);
  switch (question?.kind) {
    case 'download':
      return <DownloadQuestion id={question.id} />;
    case 'files':
      return <FilesQuestion names={question.names} preview={question.preview} />;
    case 'model':
      return <ModelQuestion names={question.names} preview={question.preview} />;
    case 'leaving':
      return <LeavingQuestion begins={question.begins} answer={question.answer} />;
    case undefined:
      return null;
    default:
      return question satisfies never;
  }
}
