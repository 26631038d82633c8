/** A path of our own to go on to; anything that could lead elsewhere (`//x`, `/\x`, `https:`) becomes ''. */
export const ownPath = (given: string): string => {
  if (!given.startsWith('/') || /[\\\p{Cc}]/u.test(given)) return '';
  const url = URL.parse(given, 'http://own.invalid');
  return url?.host === 'own.invalid' ? url.pathname + url.search + url.hash : '';
};
