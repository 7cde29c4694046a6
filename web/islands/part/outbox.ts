// The outbox: records made without network wait here, in IndexedDB, until the
// server has them. Page and service worker share it.

export interface Entry {
  id?: number;
  who: string; // whose record: it is only handed in for the same person
  what: string; // how the form calls it
  at: number;
  action: string;
  fields: [string, string | File][];
  refused: number; // the status with which the server refused it; 0 while it waits
}

const base = "field";

function open(): Promise<IDBDatabase> {
  return new Promise((done, fail) => {
    const ask = indexedDB.open(base, 1);
    ask.onupgradeneeded = () => {
      ask.result.createObjectStore("outbox", { keyPath: "id", autoIncrement: true });
      ask.result.createObjectStore("about");
    };
    ask.onsuccess = () => done(ask.result);
    ask.onerror = () => fail(ask.error);
  });
}

async function run<T>(store: string, mode: IDBTransactionMode, act: (s: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await open();
  try {
    return await new Promise<T>((done, fail) => {
      const tx = db.transaction(store, mode);
      const ask = act(tx.objectStore(store));
      tx.oncomplete = () => done(ask.result);
      tx.onabort = tx.onerror = () => fail(tx.error ?? ask.error);
    });
  } finally {
    db.close();
  }
}

export const add = (e: Entry): Promise<IDBValidKey> => run("outbox", "readwrite", (s) => s.add(e));
export const put = (e: Entry): Promise<IDBValidKey> => run("outbox", "readwrite", (s) => s.put(e));
export const drop = (id: number): Promise<undefined> => run("outbox", "readwrite", (s) => s.delete(id));
export const setWho = (who: string): Promise<IDBValidKey> => run("about", "readwrite", (s) => s.put(who, "who"));
export const who = (): Promise<string> => run<string>("about", "readonly", (s) => s.get("who") as IDBRequest<string>);

// entries are the records of the person, oldest first.
export async function entries(of: string): Promise<Entry[]> {
  const every = await run<Entry[]>("outbox", "readonly", (s) => s.getAll() as IDBRequest<Entry[]>);
  return every.filter((e) => e.who === of);
}
