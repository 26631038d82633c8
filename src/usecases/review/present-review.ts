import { maySee } from '#core/permission/field-access.ts';
import type { World } from '#usecases/ports/world.ts';
import type { Review, ReviewLine } from '#usecases/review/review-store.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

/** A line as people see it: by whose name. */
export interface PresentedLine extends ReviewLine {
  readonly byName: string;
}

export const presentLine = (world: World, line: ReviewLine): PresentedLine => ({
  ...line,
  byName: world.directory.person(line.by)?.name ?? '',
});

/** The part of a review that speaks of fields its reader may see, removed ones too; somebody with more rights may have made it. */
export const seenReview = ({ table, whole, caller }: TableAccess, review: Review): Review => {
  const { report } = review;
  if (!report) return review;
  const { facts, findings } = report;
  const removed = whole.definition.record['x-removed'] ?? {};
  const isHidden = (key: string): boolean => {
    const tombstone = removed[key];
    return tombstone ? !maySee(tombstone, caller.role) : whole.field(key) !== undefined && table.field(key) === undefined;
  };
  return {
    ...review,
    report: {
      ...report,
      findings: findings.filter(({ field }) => !isHidden(field)),
      facts: {
        ...facts,
        fields: facts.fields.filter(({ key }) => !isHidden(key)),
        feedback: facts.feedback.filter(({ field }) => !isHidden(field)),
      },
    },
  };
};

/** A review as its reader may see it, with names for the people in it. */
export const presentReview = (world: World, access: TableAccess, review: Review) => present(world, seenReview(access, review));

const present = (world: World, { line, report, decisions }: Review) => ({
  ...presentLine(world, line),
  report: report ?? null,
  decisions,
  people: Object.fromEntries(
    [...new Set([...Object.values(decisions).map(({ by }) => by), ...(report?.facts.feedback ?? []).map(({ person }) => person)])].flatMap(
      (id) => {
        const person = world.directory.person(id);
        return person ? [[id, person.name]] : [];
      },
    ),
  ),
  teams: Object.fromEntries(world.directory.teams().map(({ id, name }) => [id, name])),
});
