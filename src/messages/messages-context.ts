import { createContext } from 'svelte';
import type { Messages } from './messages.ts';

/** The words of the page's language, set once by the root layout. */
export const [useMessages, setMessages] = createContext<Messages>();
