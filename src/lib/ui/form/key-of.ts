/** Key of the field a problem is about; '' for the record as a whole. */
export const keyOf = ({ path }: { readonly path: string }): string =>
  (path.split('/')[1] ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
