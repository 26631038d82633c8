export type Delimiter = ',' | ';' | '\t';

/** One record and the line of the file it begins at, counted from 1. */
export interface CsvRecord {
  readonly line: number;
  readonly values: readonly string[];
}

/** RFC 4180, leniently: quotes only count at the beginning of a value, line ends may be CRLF, LF or CR. */
export interface CsvParser {
  push(text: string): readonly CsvRecord[];
  end(): readonly CsvRecord[];
  /** Line of a quote that was never closed, so that the rest of the file was swallowed as one value; null where all is well. */
  unclosed(): number | null;
}

const widestRecord = 16 * 1024 * 1024;

export const csvParser = (delimiter: Delimiter): CsvParser => {
  let rest = '';
  let line = 1;
  let unclosed: number | null = null;
  const take = (text: string, last: boolean): readonly CsvRecord[] => {
    const records: CsvRecord[] = [];
    const marks = lookAhead(text);
    let at = 0;
    while (at < text.length) {
      const end = marks.lineEnd(at);
      const record = marks.quoteBefore(at, end) ? slowRecord(text, at, delimiter) : fastRecord(text, { from: at, end }, delimiter);
      if (record.open && (last || text.length - at > widestRecord)) unclosed ??= line;
      if (!record.closed && !last && text.length - at <= widestRecord) break;
      records.push({ line, values: record.values });
      line += record.lines;
      at = record.next;
    }
    rest = text.slice(at);
    return records;
  };
  return { push: (text) => take(rest + text, false), end: () => take(rest, true), unclosed: () => unclosed };
};

interface LookAhead {
  /** Place of the next CR or LF, -1 for none. */
  lineEnd(from: number): number;
  quoteBefore(from: number, end: number): boolean;
}

/** Remembers the next place of each sign, so that no part of the text is searched twice. */
const lookAhead = (text: string): LookAhead => {
  const seeker = (sign: string): ((from: number) => number) => {
    let next = -1;
    let done = false;
    return (from) => {
      if (!done && next < from) {
        next = text.indexOf(sign, from);
        done = next < 0;
      }
      return done ? -1 : next;
    };
  };
  const [feed, carriage, quote] = [seeker('\n'), seeker('\r'), seeker('"')];
  return {
    lineEnd: (from) => {
      const [lf, cr] = [feed(from), carriage(from)];
      return lf < 0 ? cr : cr < 0 ? lf : Math.min(lf, cr);
    },
    quoteBefore: (from, end) => {
      const at = quote(from);
      return at >= 0 && (end < 0 || at < end);
    },
  };
};

interface Parsed {
  readonly values: readonly string[];
  readonly next: number;
  readonly lines: number;
  /** False where the text ends inside the record: more may follow. */
  readonly closed: boolean;
  /** A quote was opened and never closed. */
  readonly open: boolean;
}

/** Where the next line begins; a CR at the very end waits for its LF. */
const afterBreak = (text: string, end: number): number =>
  text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;

const fastRecord = (text: string, { from, end }: { from: number; end: number }, delimiter: Delimiter): Parsed => {
  if (end < 0) return { values: text.slice(from).split(delimiter), next: text.length, lines: 1, closed: false, open: false };
  const waiting = text.charCodeAt(end) === 13 && end + 1 === text.length;
  return { values: text.slice(from, end).split(delimiter), next: afterBreak(text, end), lines: 1, closed: !waiting, open: false };
};

const slowRecord = (text: string, from: number, delimiter: Delimiter): Parsed => {
  const values: string[] = [];
  const mark = delimiter.charCodeAt(0);
  let at = from;
  let lines = 1;
  for (;;) {
    const quoted = text.charCodeAt(at) === 34;
    const value = quoted ? quotedValue(text, at + 1) : { text: '', next: at, breaks: 0, closed: true, open: false };
    lines += value.breaks;
    let end = value.next;
    while (end < text.length && !isEnd(text.charCodeAt(end), mark)) end += 1;
    values.push(value.text + text.slice(value.next, end));
    if (end >= text.length || !value.closed) return { values, next: text.length, lines, closed: false, open: value.open };
    if (text.charCodeAt(end) !== mark) {
      const waiting = text.charCodeAt(end) === 13 && end + 1 === text.length;
      return { values, next: afterBreak(text, end), lines, closed: !waiting, open: false };
    }
    at = end + 1;
  }
};

const isEnd = (code: number, mark: number): boolean => code === mark || code === 10 || code === 13;

interface QuotedValue {
  readonly text: string;
  readonly next: number;
  readonly breaks: number;
  readonly closed: boolean;
  readonly open: boolean;
}

const quotedValue = (text: string, from: number): QuotedValue => {
  let value = '';
  let at = from;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { text: value + text.slice(at), next: text.length, breaks: 0, closed: false, open: true };
    value += text.slice(at, quote);
    if (text.charCodeAt(quote + 1) !== 34) {
      const closed = quote + 1 < text.length;
      return { text: value, next: quote + 1, breaks: value.split('\n').length - 1, closed, open: false };
    }
    value += '"';
    at = quote + 2;
  }
};

const delimiters: readonly Delimiter[] = [',', ';', '\t'];

/** The sign that parts most lines of a sample into the same number of values, more than one. */
export const sniffDelimiter = (sample: string): Delimiter => {
  const scored = delimiters.map((delimiter) => {
    const parser = csvParser(delimiter);
    const records = parser.push(sample).slice(0, 50);
    const counts = (records.length > 0 ? records : parser.end()).map((record) => record.values.length);
    const usual = [...counts].sort((left, right) => left - right)[Math.floor(counts.length / 2)] ?? 1;
    const steady = counts.filter((count) => count === usual).length / Math.max(1, counts.length);
    return { delimiter, score: usual > 1 ? steady * 100 + usual : Math.max(0, ...counts) - 1 };
  });
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
};
