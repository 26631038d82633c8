/**
 * The system collections of a fresh PocketBase, from the one list that both database drivers read. Idempotent; field ids are those of
 * src/lib/server/pocketbase/ensure-columns.ts, which adds columns that the list gains later. Customer tables are never made here.
 */
migrate((app) => {
  const list = JSON.parse(toString($os.readFile(`${__hooks}/../pb_migrations/system-collections.json`)));
  for (const [name, words] of Object.entries(list.collections)) {
    try {
      app.findCollectionByNameOrId(name);
      continue;
    } catch {
      // not there yet
    }
    const fields = words.split(' ').map((word) => {
      const column = word.replace(/:json$/, '');
      const id = `f${$security.sha256(column).slice(0, 14)}`;
      return word.endsWith(':json')
        ? { id, name: column, type: 'json', maxSize: 50000000 }
        : { id, name: column, type: 'text', max: 1000000 };
    });
    app.save(
      new Collection({ name, type: 'base', fields, listRule: null, viewRule: null, createRule: null, updateRule: null, deleteRule: null }),
    );
  }
  for (const text of list.indexes) app.db().newQuery(text).execute();
});
