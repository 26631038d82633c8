/** Style sheets that could not be had when they were asked for: the browser asks for a script again, but not for these. */
const missingSheets = (): readonly HTMLLinkElement[] =>
  [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].filter(({ sheet }) => sheet === null);

const askAgain = (sheet: HTMLLinkElement): Promise<void> =>
  new Promise((resolve, reject) => {
    const fresh = document.createElement('link');
    fresh.rel = 'stylesheet';
    fresh.crossOrigin = sheet.crossOrigin;
    fresh.href = sheet.href;
    fresh.onload = () => resolve();
    fresh.onerror = () => reject(new Error(`Unable to preload CSS for ${sheet.href}`));
    sheet.replaceWith(fresh);
  });

/** Loads a part of the page that could not be had before, its style sheets first; rejects as the first time when it still cannot. */
export const loadAgain = async <Part>(load: () => Promise<Part>): Promise<Part> => {
  await Promise.all(missingSheets().map(askAgain));
  return load();
};

/** Whether a part of the page could not be had, as browsers and the loader of style sheets put it; anything else is a fault in it. */
export const couldNotBeHad = (fault: unknown): boolean =>
  fault instanceof Error &&
  /dynamically imported module|importing a module script failed|unable to preload css|failed to fetch|networkerror|load failed/i.test(
    fault.message,
  );
