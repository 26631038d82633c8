const longestTitle = 200;
const longestDescription = 5000;

const cut = (text: string, most: number): string => {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
};

/** A title as ours may be: one line, no control characters; undefined for none. */
export const cleanTitle = (text: string | undefined): string | undefined => {
  const clean = text
    ?.replaceAll(/[\p{Cc}\p{Cs}\s]+/gu, ' ')
    .normalize('NFC')
    .trim();
  return clean === undefined || clean === '' ? undefined : cut(clean, longestTitle);
};

export const cleanDescription = (text: string | undefined): string | undefined => {
  const clean = text
    ?.replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{C}\n\t]/gu, '')
    .trim();
  return clean === undefined || clean === '' ? undefined : cut(clean, longestDescription);
};

/** Title of a key that has none: `customerName` and `customer_name` → Customer Name. */
export const titleOfKey = (key: string): string | undefined =>
  cleanTitle(
    key
      .replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
      .replaceAll(/[_\-.@$:/]+/g, ' ')
      .trim()
      .replaceAll(/(^| )(\p{Ll})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase()),
  );
