import type { Browser, Page } from '@playwright/test';
import { otherPage, signIn, startedWith, watch } from './app.ts';

/** People of the demonstration: the manager sees all, either of the staff their own. */
export const manager = { email: 'manager@demo.local', password: 'example-password' };
export const staff = { email: 'staff1@demo.local', password: 'example-password' };
export const otherStaff = { email: 'staff2@demo.local', password: 'example-password' };

/** One server per worker with 500 invented customers. */
export const test = startedWith({ BIAOLI_DEMO: '1', BIAOLI_DEMO_PASSWORD: manager.password });

/** Somebody else at another computer. */
export const secondPerson = async (browser: Browser, address: string, person: typeof manager): Promise<Page> => {
  const page = await otherPage(browser, address);
  watch(page, address);
  await signIn(page, person);
  return page;
};
