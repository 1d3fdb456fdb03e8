import { noEffect, unnoticedChange } from '../../engine/noEffect';
import type { RemovalReport } from '../../engine/report';
import type { Session } from '../../engine/session';
import { formats, say } from '../../words/say';
import { showLine, timeLeft } from '../progress';

/**
 * Says on stderr how far a run is: on a terminal in one line that is written over, else in a line per removal.
 * @param total removals of the whole run
 * @param passed removals that are behind already
 * @param chance validation accuracy of a model that knows nothing
 */
export function showRemovals(total: number, passed: number, chance: number) {
  const start = performance.now();
  const line = showLine();
  let removal = passed;
  let validation = '';
  let made = 0;
  let isAtChance = false;
  const left = () => {
    const done = removal - passed;
    return done === 0 ? '' : timeLeft(((performance.now() - start) / done) * (total - removal));
  };
  return {
    start(place: number) {
      removal = place - 1;
    },
    progress(phase: string, fraction: number) {
      line.often(() =>
        say('cli.removalProgress', {
          removal: removal + 1,
          total,
          phase,
          fraction,
          validation,
          left: left(),
        }),
      );
    },
    removal(report: RemovalReport) {
      const { after, accepted } = report;
      removal += 1;
      made += 1;
      validation = say('cli.removalValidation', { accuracy: after.validationAccuracy, accepted });
      line.now(
        say('cli.removalDone', {
          removal,
          total,
          validation: validation + effectWords(report),
          left: left(),
        }),
      );
      const isBad = accepted && after.validationAccuracy <= chance;
      if (isBad && !isAtChance) {
        line.aside(say('cli.fellToChance', { removal, accuracy: after.validationAccuracy, chance }));
      }
      if (accepted) isAtChance = isBad;
      for (const words of rewindWords(report, removal)) line.aside(words);
    },
    failure(reason: string) {
      removal += 1;
      line.aside(say('cli.removalFailed', { removal, total, reason }));
    },
    aside: line.aside,
    failedComparison(reason: string) {
      line.aside(say('cli.comparisonFailed', { removal, reason }));
    },
    end({ evaluation: { metrics }, removals, digest }: Session, failed: number) {
      const rejected = removals.filter(({ report }) => !report.accepted).length;
      line.end();
      console.log(
        say('cli.removalSummary', {
          total,
          rejected,
          failed,
          withoutEffect: removals.filter(({ report }) => noEffect(report) !== null).length,
          made,
          seconds: (performance.now() - start) / 1000,
          residual: metrics.residualAccuracy,
          validation: metrics.validationAccuracy,
          digest: digest.slice(0, 12),
        }),
      );
      if (removals.length > 0 && metrics.validationAccuracy <= chance) {
        console.log(say('cli.endedAtChance', { chance }));
      }
    },
  };
}

/** That a removal changed nothing, for the line that tells of it; nothing where it did. */
function effectWords(report: RemovalReport): string {
  const effect = noEffect(report);
  if (effect === null) return '';
  if (effect === 'noStep') return say('cli.removalEffects.noStep');
  return say('cli.removalEffects.unnoticed', { change: report.largestChange!, bound: unnoticedChange });
}

/** What rewinding had to do before, and where it started from otherwise than the original did. */
function rewindWords({ rewind }: RemovalReport, removal: number): string[] {
  if (!rewind) return [];
  const { remadeEpochs: remade, remadeMs, originalDistance } = rewind;
  return [
    ...(remade > 0 ? [say('cli.startRemade', { removal, remade, time: formats.duration(remadeMs) })] : []),
    ...(originalDistance
      ? [say('cli.startOtherwise', { removal, distance: formats.number(originalDistance) })]
      : []),
  ];
}
