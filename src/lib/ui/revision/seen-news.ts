/** Days after which a publish is no news any more. */
const fresh = 30;

interface Seat {
  readonly person: string;
  readonly table: string;
}

const nameOf = ({ person, table }: Seat): string => `biaoli:revision:${person}:${table}`;

/** Whether a published revision is still news to a person at this browser: once per person and revision, never the first. */
export const isNews = (
  seat: Seat,
  { number, published }: { readonly number: number; readonly published: string },
  { storage, now }: { readonly storage: Pick<Storage, 'getItem'>; readonly now: number },
): boolean => {
  if (number < 2 || published === '' || now - Date.parse(published) > fresh * 86_400_000) return false;
  return Number(storage.getItem(nameOf(seat)) ?? 0) < number;
};

/** Remembers that the person has read of it. */
export const markRead = (seat: Seat, number: number, storage: Pick<Storage, 'setItem'>): void => {
  try {
    storage.setItem(nameOf(seat), String(number));
  } catch {
    return; // a full or closed storage: the news shows once more
  }
};
