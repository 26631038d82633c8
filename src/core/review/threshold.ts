/** Numbers from which a fact becomes a finding. Each errs towards silence: a finding that is wrong costs the trust in all others. */
export const threshold = {
  /** Below so many rows shares mean nothing. */
  leastRows: 50,
  /** Filled in fewer than one row of twenty: the field costs everybody and serves almost nobody. */
  emptyRate: 0.05,
  /** Half a year without a write while the table grew by `staleRows`: the work goes on without the field. */
  staleDays: 180,
  staleRows: 100,
  /** Fields and options younger than a month have had no chance yet. */
  youngDays: 30,
  /** An option is unused only where the field was filled often enough for it to occur. */
  optionRows: 50,
  /** A text beside 其他 earns an option when it stands in ten rows and in a tenth of the 其他. */
  otherRows: 10,
  otherShare: 0.1,
  /** Texts beside 其他 that fewer rows hold are not told: they may be one person's own. */
  textRows: 3,
  /** Refusals of one field: twenty of them, and one for each twenty saves. */
  errorCount: 20,
  errorShare: 0.05,
  /** Two fields say the same when 95 % of the rows that fill both agree. */
  equalShare: 0.95,
  equalRows: 20,
  /** Fewer different values agree by chance. */
  equalValues: 5,
} as const;

/** Months until the next review unless somebody chooses otherwise. */
export const reviewEveryMonths = 3;
/** Days of the period of a first review. */
export const firstPeriodDays = 90;
