/// The other half of src/lib/server/pocketbase: two routes for the service account, and the history of edits made
/// in PocketBase's own dashboard. A handler sees no variable outside of itself.

/** One select, answered as the JSON array that SQLite itself builds. Ends when the caller leaves. */
routerAdd(
  'POST',
  '/api/biaoli/read',
  (e) => {
    const { sql, params, job } = JSON.parse(toString(e.request.body, 268435456));
    if (sql.indexOf(';') >= 0) return e.json(400, { kind: 'sql', message: 'semicolon' });
    const rows = arrayOf(new DynamicModel({ j: '' }));
    try {
      $app
        .concurrentDB()
        .newQuery('with biaoli_rows(j) as (' + sql + ') select json_group_array(json(biaoli_rows.j)) as j from biaoli_rows')
        .withContext(e.request.context())
        .bind(params)
        .all(rows);
      // A scan reads every page once: what its connection keeps of them is of no use to anybody. The connection used last is taken first.
      if (job) $app.concurrentDB().newQuery('PRAGMA shrink_memory').execute();
    } catch (error) {
      return e.json(400, { kind: 'sql', message: String(error) });
    }
    return e.blob(200, 'application/json', rows[0].j);
  },
  $apis.requireSuperuserAuth(),
  $apis.bodyLimit(268435456),
  $apis.skipSuccessActivityLog(),
);

/**
 * Units of work, each all or nothing, all on the disk when answered. Several travel together in one transaction; where one of them refuses,
 * it is undone and each unit gets a transaction of its own, so that no unit suffers from its neighbour. A text is sent once, with ?1, ?2 …
 */
routerAdd(
  'POST',
  '/api/biaoli/write',
  (e) => {
    // Read by Go, not by JSON.parse: the long texts of imports then pass by unread, a third less work for them.
    const body = new DynamicModel({ texts: [], units: [], keep: false });
    e.bindBody(body);
    const texts = [];
    for (const text of body.texts) {
      if (text.indexOf(';') >= 0) return e.json(400, { kind: 'sql', message: 'semicolon' });
      texts.push(text);
    }
    const context = e.request.context();
    const database = $app.nonconcurrentDB().db();
    // Preparing a text costs more than running it, so those of pages stay prepared on the one writer connection and follow changes of the schema.
    const [store, mark, most] = [$app.store(), 'biaoli ', 200];
    const keep = (text) => {
      // A job runs beside pages: it must not hold a statement that their next text may close.
      if (!body.keep) return null;
      const known = store.get(mark + text);
      if (known || !/^(insert|update|delete|select|with)\b/.test(text)) return known;
      try {
        const made = database.prepareContext(context, text);
        if (store.setIfLessThanLimit(mark + text, made, most)) return made;
        made.close();
      } catch {
        return null; // of a table that this unit makes, or wrong: the unit itself will say
      }
      for (const name of store.keys()) {
        if (name.indexOf(mark) !== 0) continue;
        store.get(name).close();
        store.remove(name);
      }
      return null;
    };
    const kept = texts.map(keep);
    const runUnit = (executor, statements) => {
      const results = [];
      for (let index = 0; index < statements.length; index++) {
        const [at, given, changes, returns] = statements[index];
        // Copied one by one: whole numbers are floats in Go's lists and integers here.
        const values = [];
        for (let place = 0; place < given.length; place++) values.push(given[place]);
        const own = kept[at] ? executor.stmtContext(context, kept[at]) : null;
        try {
          if (returns) {
            const answer = nullString();
            (own ? own.queryRowContext(context, ...values) : executor.queryRowContext(context, texts[at], ...values)).scan(answer);
            results.push('{"changes":0,"rows":' + answer + '}');
            continue;
          }
          const done = own ? own.execContext(context, ...values) : executor.execContext(context, texts[at], ...values);
          const changed = done.rowsAffected();
          if (typeof changes === 'number' && changes !== changed) throw { conflict: { kind: 'changes', index } };
          results.push('{"changes":' + changed + '}');
        } catch (error) {
          if (error.conflict) throw error;
          const unique = /UNIQUE constraint failed: (.+?)(?: \(\d+\))?$/.exec(String(error));
          throw unique ? { conflict: { kind: 'unique', index, column: unique[1] } } : { message: String(error) };
        }
      }
      return '{"results":[' + results.join(',') + ']}';
    };
    /** The answers of all units, or why none of them was done. */
    const runTogether = (units) => {
      const answers = [];
      let refusal = null;
      try {
        // Before every transaction: the one writer connection is shared, and a new one starts with NORMAL.
        database.execContext(context, 'PRAGMA synchronous=FULL');
        $app.runInTransaction((tx) => {
          const executor = tx.db().builder.executor();
          for (const statements of units) {
            try {
              answers.push(runUnit(executor, statements));
            } catch (error) {
              refusal = error;
              throw new Error('refused');
            }
          }
        });
      } catch (error) {
        return { refusal: refusal || { message: String(error) }, isOver: !refusal };
      }
      return { answers };
    };
    const units = [];
    for (const unit of body.units) units.push(unit);
    const { answers, refusal, isOver } = runTogether(units);
    if (answers) return e.blob(200, 'application/json', '[' + answers.join(',') + ']');
    if (units.length === 1 || isOver) return e.blob(200, 'application/json', JSON.stringify(units.map(() => refusal)));
    const apart = units.map((unit) => {
      const alone = runTogether([unit]);
      return alone.answers ? alone.answers[0] : JSON.stringify(alone.refusal);
    });
    return e.blob(200, 'application/json', '[' + apart.join(',') + ']');
  },
  $apis.requireSuperuserAuth(),
  $apis.bodyLimit(268435456),
  $apis.skipSuccessActivityLog(),
);

/**
 * An edit on PocketBase's own pages, or through its SDK, of a row of a table: version, history line and a note for the server to rebuild
 * the row's search words, order and owner (src/usecases/record/rebuild-rows.ts), all in the unit of the edit. Our own writes pass no hook.
 */
const keepHistory = (e) => {
  const collection = e.record.collection();
  const name = collection.name;
  if (name.indexOf('t_') !== 0) return e.next();
  const app = e.app;
  app.runInTransaction((tx) => {
    e.app = tx;
    const read = (sql, params) => {
      const rows = arrayOf(new DynamicModel({ j: '' }));
      tx.db().newQuery(sql).bind(params).all(rows);
      return rows.length > 0 ? JSON.parse(rows[0].j) : null;
    };
    const table = read(
      "select json_array(t.live, coalesce(json_extract(r.document, '$.access.owner'), ''), (select json_group_array(p.key) from json_each(r.document, '$.record.properties') p where json_extract(p.value, '$.x-type') = 'yes-no'), coalesce(nullif(r.lines, ''), '{}')) as j from b_tables t join b_revisions r on r.tbl = t.key and r.number = t.live where t.key = {:key}",
      { key: name.slice(2) },
    );
    if (!table) return e.next();
    const [revision, ownerKey, yesNo] = table;
    // The cell line of a field that the live revision shows (src/core/compile/cell-line.ts); edits of its other lines are nobody's values.
    const lines = JSON.parse(table[3]);
    const columnOf = (key) => 'f' + (lines[key] > 1 ? lines[key] : '') + '_' + key;
    const keyOf = (column) => column.replace(/^f\d*_/, '');
    const ownerColumn = ownerKey === '' ? 'owner' : columnOf(ownerKey);
    const told = ['version', 'deleted_at', 'owner'];
    const columns = told.concat(
      collection.fields.fieldNames().filter((column) => /^f\d*_/.test(column) && column === columnOf(keyOf(column))),
    );
    // As stored, in arrays of a hundred: SQLite's limit of arguments. Text in a JSON column is JSON.
    const look = () => {
      const parts = [];
      for (let at = 0; at < columns.length; at += 100) parts.push('json_array(' + columns.slice(at, at + 100).join(', ') + ')');
      const cells = read('select json_array(' + parts.join(', ') + ') as j from ' + name + ' where id = {:id}', { id: e.record.id });
      if (!cells) return null;
      const row = {};
      [].concat(...cells).forEach((cell, at) => {
        const json = collection.fields.getByName(columns[at]).type() === 'json';
        row[columns[at]] = json && typeof cell === 'string' && cell !== '' ? JSON.parse(cell) : cell;
      });
      return row;
    };
    const before = e.type === 'create' ? null : look();
    const version = before ? before.version + 1 : 1;
    const at = new Date().toISOString();
    if (e.type === 'delete') {
      // A row number may come back with another row: its words must be gone by then.
      const search = name + '_search where rowid = (select rowid from ' + name + ' where id = {:id})';
      const { id } = e.record;
      tx.db()
        .newQuery('delete from ' + search)
        .bind({ id })
        .execute();
      tx.db()
        .newQuery('delete from ' + name + '_options where row = {:id}')
        .bind({ id })
        .execute();
    } else {
      // PocketBase writes back every column as it was loaded: over a newer row that would undo what others wrote.
      if (before && Number(e.record.getString('version')) !== before.version) throw new ApiError(409, 'Changed meanwhile: load it again.');
      const facts = { version, revision, updated_at: at, updated_by: '', owner: e.record.getString(ownerColumn) };
      if (!before) Object.assign(facts, { created_at: at, created_by: '', import_id: '' });
      for (const fact of Object.keys(facts)) e.record.set(fact, facts[fact]);
      for (const column of yesNo.map(columnOf)) {
        const said = e.record.getString(column);
        if (said === 'true' || said === 'false') e.record.set(column, said === 'true' ? 1 : 0);
      }
    }
    e.next();
    const after = e.type === 'delete' ? null : look();
    const changes = {};
    for (const column of e.type === 'create' ? [] : columns) {
      if (column === 'version' || column === 'deleted_at' || (column === 'owner' && ownerKey !== '')) continue;
      const [was, is] = [before[column], after ? after[column] : null];
      if (JSON.stringify(was) !== JSON.stringify(is)) changes[column === 'owner' ? '$owner' : keyOf(column)] = [was, is];
    }
    const moved = before && after && (before.deleted_at === '') !== (after.deleted_at === '');
    const line = {
      id: $security.randomStringWithAlphabet(15, 'abcdefghijklmnopqrstuvwxyz0123456789'),
      tbl: name.slice(2),
      record: e.record.id,
      version,
      revision,
      kind: moved ? (after.deleted_at === '' ? 'restore' : 'delete') : e.type,
      at,
      by_id: '',
      door: 'dashboard',
      import_id: '',
      changes: JSON.stringify(changes),
      owner_before: before ? before[ownerColumn] : '',
      owner_after: (after || before)[ownerColumn],
    };
    const named = Object.keys(line);
    const places = named.map((column) => '{:' + column + '}').join(', ');
    tx.db()
      .newQuery('insert into b_history (' + named.join(', ') + ') values (' + places + ')')
      .bind(line)
      .execute();
    tx.db()
      .newQuery('insert into b_settings (id, value) values ({:id}, {:value}) on conflict (id) do update set value = excluded.value')
      .bind({ id: 'rebuild/' + line.tbl + '/' + line.record, value: line.id })
      .execute();
  });
  e.app = app;
};

onRecordCreate(keepHistory);
onRecordUpdate(keepHistory);
onRecordDelete(keepHistory);
