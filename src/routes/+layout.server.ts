import { chooseLanguage, languageCookie } from '#messages/language.ts';
import type { LayoutServerLoad } from './$types.ts';

export const load: LayoutServerLoad = ({ cookies, request }) => ({
  language: chooseLanguage(cookies.get(languageCookie), request.headers.get('accept-language')),
});
