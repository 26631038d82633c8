/** The sign of a person: the first character of a Chinese name (the family name), else the first letter in capitals. */
export const avatarText = (name: string): string => ([...name.trim()][0] ?? '?').toUpperCase();
