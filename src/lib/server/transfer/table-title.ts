/** What a table made of a sheet is called: the sheet's own name, or the file's where the sheet has only the name its program gave it. */
export const tableTitle = (sheet: string, file: string, untitled: string): string => {
  const base = file
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replaceAll(/[\p{Cc}\p{Cs}]/gu, '')
    .trim();
  const given = /^(?:sheet|csv|工作表|表)\s*\d*$/i.test(sheet.trim()) || sheet.trim() === '' ? base : sheet.trim();
  return (given === '' ? untitled : given).slice(0, 60);
};
