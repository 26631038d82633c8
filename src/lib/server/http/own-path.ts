/** A path of our own to go on to; anything that could lead elsewhere (`//x`, `/\x`, `/..//x`, `https:`) becomes ''. */
export const ownPath = (given: string): string => {
  if (!given.startsWith('/') || /[\\\p{Cc}]/u.test(given)) return '';
  const url = URL.parse(given, 'http://own.invalid');
  // Dots are resolved here already: `/..//x` would be another host for who reads the rest.
  if (url?.host !== 'own.invalid' || url.pathname.startsWith('//')) return '';
  return url.pathname + url.search + url.hash;
};
