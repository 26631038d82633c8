import { problem, type Problem } from '#core/problem.ts';

export const shortestPassword = 8;

export const checkPassword = (password: string): readonly Problem[] =>
  password.length >= shortestPassword && password.length <= 200
    ? []
    : [problem('password-length', '/password', { min: shortestPassword, max: 200 })];

export const cleanEmail = (email: string): string => email.normalize('NFC').trim().toLowerCase();

export const checkEmail = (email: string): readonly Problem[] =>
  /^[^\s@<>"]{1,64}@[^\s@<>"]+\.[^\s@<>".]{2,}$/.test(email) && email.length <= 200 ? [] : [problem('email', '/email')];

export const cleanName = (name: string): string => name.normalize('NFC').replaceAll(/\s+/g, ' ').trim();

export const checkName = (name: string): readonly Problem[] =>
  name !== '' && [...name].length <= 40 && !/[\p{Cc}\p{Cs}<>]/u.test(name) ? [] : [problem('person-name', '/name', { max: 40 })];
