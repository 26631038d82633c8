import { fillRate, type FieldFacts } from '#core/review/review-facts.ts';
import type { Cell } from '#core/transfer/cell.ts';
import { localDay } from '#core/field/calendar.ts';
import { fill } from '#messages/fill.ts';
import type { Messages } from '#messages/messages.ts';
import { nameIn } from '#messages/name-in.ts';
import { wordEvidence, wordFinding, wordFindingWhy, wordProposal } from '#messages/word-finding.ts';
import type { ExportColumn, ExportSheet } from '#server/excel/export-sheet.ts';
import { writeXlsx } from '#server/excel/write-xlsx.ts';
import type { Review, ReviewReport } from '#usecases/review/review-store.ts';

export interface ReviewBook {
  readonly review: Review;
  readonly report: ReviewReport;
  readonly title: string;
  readonly zone: string;
  readonly messages: Messages;
  readonly nameOf: (person: string) => string;
}

/** The report of a review as a workbook of three sheets: figures, fields, findings with their decisions. */
export const reviewWorkbook = (book: ReviewBook): { readonly name: string; readonly content: AsyncIterable<Uint8Array> } => ({
  name: fill(book.messages.review.reportFile, { title: book.title, day: localDay(Date.parse(book.review.line.to), book.zone) }),
  content: writeXlsx([summarySheet(book), fieldSheet(book), findingSheet(book)]),
});

const sheet = (name: string, columns: readonly ExportColumn[], rows: readonly (readonly Cell[])[]): ExportSheet => ({
  name,
  columns,
  rows: [rows.map((cells) => ({ cells }))],
  frozenColumns: 1,
});

const text = (title: string, width?: number): ExportColumn => ({ title, format: 'text', ...(width === undefined ? {} : { width }) });
const long = (title: string, width = 40): ExportColumn => ({ title, format: 'wrapped', width });
const number = (title: string): ExportColumn => ({ title, format: 'general', width: 10 });

const summarySheet = ({ review, report, title, zone, messages: { review: words } }: ReviewBook): ExportSheet => {
  const day = (moment: string): string => localDay(Date.parse(moment), zone);
  const { facts, findings } = report;
  const decided = findings.filter(({ id }) => review.decisions[id] !== undefined).length;
  return sheet(
    words.sheetSummary,
    [text(words.item, 20), text(words.value, 40)],
    [
      [words.title, title],
      [words.range, fill(words.rangeOf, { from: day(facts.from), to: day(facts.to) })],
      [words.records, String(facts.rows)],
      [words.fields, String(facts.fields.length)],
      [words.meanRate, fill(words.ratePercent, { percent: Math.round(report.rate * 100) })],
      [words.suggestions, fill(words.decidedOf, { count: decided, total: findings.length })],
      ...(facts.secondsToFill === null ? [] : [[words.timeToFill, fill(words.seconds, { seconds: facts.secondsToFill })]]),
      [words.next, review.line.next],
    ],
  );
};

const fieldSheet = ({ report: { facts }, zone, messages }: ReviewBook): ExportSheet => {
  const { review: words } = messages;
  const used = ({ options }: FieldFacts): string =>
    options.length === 0 ? '' : `${options.filter(({ count }) => count > 0).length} / ${options.length}`;
  return sheet(
    words.sheetFields,
    [
      text(words.field, 24),
      number(words.rate),
      number(words.filled),
      number(words.shown),
      text(words.lastWritten, 14),
      number(words.writers),
      text(words.usedOptions, 14),
    ],
    facts.fields.map((field) => [
      nameIn(field, messages),
      fill(words.ratePercent, { percent: Math.round(fillRate(field.fill) * 100) }),
      field.fill.filled,
      field.fill.of,
      field.lastWritten === '' ? words.never : localDay(Date.parse(field.lastWritten), zone),
      field.writers,
      used(field),
    ]),
  );
};

const findingSheet = ({ review, report, messages, nameOf }: ReviewBook): ExportSheet => {
  const { review: words } = messages;
  return sheet(
    words.sheetFindings,
    [
      long(words.suggestions),
      long(words.worth, 50),
      long(words.proposal),
      text(words.decision, 12),
      long(words.reason, 30),
      text(words.person, 12),
    ],
    report.findings.map((finding) => {
      const decision = review.decisions[finding.id];
      const proofs = finding.evidence.map((one) => `${wordEvidence(finding, one, messages)}${one.count > 0 ? ` ${one.count}` : ''}`);
      return [
        wordFinding(finding, messages),
        [wordFindingWhy(finding, messages), ...(proofs.length === 0 ? [] : [proofs.join('、')])].join('\n'),
        wordProposal(finding, messages),
        decision === undefined ? '' : words[decision.decision],
        decision?.reason ?? '',
        decision === undefined ? '' : nameOf(decision.by),
      ];
    }),
  );
};
