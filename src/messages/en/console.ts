import type { ConsoleMessages } from '../zh-CN/console.ts';

export const console = {
  code: 'There is no administrator yet. Open {address} and enter the one-time code: {code}',
  administrator: 'Made the administrator {email}',
  administratorName: 'Administrator',
  firm: 'My firm',
  demoMade: 'The samples are ready: {tables} [table|tables], {rows} [customer|customers].',
  demoPeople: 'Sample people: {people}, password: {password}',
  notAdded: 'No samples were added: there are tables already.',
} satisfies ConsoleMessages;
