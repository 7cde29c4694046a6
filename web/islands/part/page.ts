// Small tools every island uses. Sentences come from the server in data
// attributes, already in the reader's language; {n} and {m} are counts.

export function fill(text: string | undefined, n: number, m = 0): string {
  return (text ?? "").replace("{n}", String(n)).replace("{m}", String(m));
}

export function all<T extends Element>(selector: string, root: ParentNode = document): T[] {
  return Array.from(root.querySelectorAll<T>(selector));
}

// closest is the nearest element upwards of an event's target.
export function closest<T extends Element>(e: Event, selector: string): T | null {
  return e.target instanceof Element ? e.target.closest<T>(selector) : null;
}

// stored reads and writes localStorage, which may be full, forbidden or absent.
export const stored = {
  get(key: string): string | null {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  set(key: string, value: string): void {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Full or forbidden: the page works without.
    }
  },
  drop(key: string): void {
    try {
      localStorage.removeItem(key);
    } catch {
      // As above.
    }
  },
  keys(prefix: string): string[] {
    try {
      return Object.keys(localStorage).filter((k) => k.startsWith(prefix));
    } catch {
      return [];
    }
  },
};
