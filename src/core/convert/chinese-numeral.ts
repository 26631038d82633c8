const digits: Readonly<Record<string, number>> = Object.fromEntries(
  ['零〇', '一壹', '二两贰', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap((spellings, value) =>
    [...spellings].map((character): [string, number] => [character, value]),
  ),
);
const steps: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const sections: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 };

/** 五十 · 一百零五 · 三千二百 · 两万. Undefined for what could mean two numbers (三五, 三百五) or is no numeral. */
export const readChineseNumeral = (text: string): number | undefined => {
  let [total, rest] = [0, text];
  for (const [sign, scale] of Object.entries(sections).reverse()) {
    const at = rest.indexOf(sign);
    if (at < 0) continue;
    const high = readSection(rest.slice(0, at), true);
    if (high === undefined || high === 0) return undefined;
    total += high * scale;
    rest = rest.slice(at + 1);
    if (rest === '') return total;
    // 一万五 means 15000 to some and 10005 to none: only a whole section or 零 may follow.
    if ([...rest].length === 1) return undefined;
  }
  const low = readSection(rest, total === 0);
  return low === undefined ? undefined : total + low;
};

/** Below ten thousand. `leads`: nothing stands before it, so 十 alone is ten. */
const readSection = (text: string, leads: boolean): number | undefined => {
  let [sum, step, pending, zero] = [0, 10_000, -1, false];
  for (const character of text) {
    const digit = digits[character];
    const next = steps[character];
    if (digit === 0 && pending < 0) zero = true;
    else if (digit !== undefined && pending < 0) pending = digit;
    else if (next !== undefined && next < step && (pending > 0 || (next === 10 && leads && sum === 0))) {
      sum += (pending > 0 ? pending : 1) * next;
      [step, pending, zero] = [next, -1, false];
    } else return undefined;
  }
  if (pending < 0) return text === '零' || text === '〇' ? 0 : sum > 0 && !zero ? sum : undefined;
  const isPlain = sum === 0 || step === 10 || zero;
  return isPlain ? sum + pending : undefined;
};
