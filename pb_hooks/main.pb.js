/// The other half of src/lib/server/pocketbase: two routes for the service account. A handler sees no variable outside of itself.

/** One select, answered as the JSON array that SQLite itself builds. Ends when the caller leaves. */
routerAdd(
  'POST',
  '/api/biaoli/read',
  (e) => {
    const { sql, params } = JSON.parse(toString(e.request.body, 268435456));
    if (sql.indexOf(';') >= 0) return e.json(400, { kind: 'sql', message: 'semicolon' });
    const rows = arrayOf(new DynamicModel({ j: '' }));
    try {
      $app
        .concurrentDB()
        .newQuery('with biaoli_rows(j) as (' + sql + ') select json_group_array(json(biaoli_rows.j)) as j from biaoli_rows')
        .withContext(e.request.context())
        .bind(params)
        .all(rows);
    } catch (error) {
      return e.json(400, { kind: 'sql', message: String(error) });
    }
    return e.blob(200, 'application/json', rows[0].j);
  },
  $apis.requireSuperuserAuth(),
  $apis.bodyLimit(268435456),
  $apis.skipSuccessActivityLog(),
);

/** One unit of work: all or nothing, on the disk when answered. 409 names the statement that refused. */
routerAdd(
  'POST',
  '/api/biaoli/write',
  (e) => {
    // Read by Go, not by JSON.parse: the long texts of imports then pass by unread, a third less work for them.
    const body = new DynamicModel({ statements: [] });
    e.bindBody(body);
    const statements = [];
    for (const given of body.statements) {
      if (given.sql.indexOf(';') >= 0) return e.json(400, { kind: 'sql', message: 'semicolon' });
      // Copied one by one: whole numbers are floats in Go's map and integers here.
      const params = {};
      for (const name of Object.keys(given.params)) params[name] = given.params[name];
      statements.push({ sql: given.sql, params, changes: given.changes, returns: given.returns });
    }
    const context = e.request.context();
    const results = [];
    let conflict = null;
    try {
      // Before every unit: the one writer connection is shared, and a new one starts with NORMAL.
      $app.nonconcurrentDB().newQuery('PRAGMA synchronous=FULL').execute();
      $app.runInTransaction((tx) => {
        for (let index = 0; index < statements.length; index++) {
          const { sql, params, changes, returns } = statements[index];
          if (returns) {
            const rows = arrayOf(new DynamicModel({ j: '' }));
            tx.db()
              .newQuery('with biaoli_rows(j) as (' + sql + ') select json_group_array(json(biaoli_rows.j)) as j from biaoli_rows')
              .withContext(context)
              .bind(params)
              .all(rows);
            results.push('{"changes":0,"rows":' + rows[0].j + '}');
            continue;
          }
          const changed = tx.db().newQuery(sql).withContext(context).bind(params).execute().rowsAffected();
          if (typeof changes === 'number' && changes !== changed) {
            conflict = { kind: 'changes', index };
            throw new Error('changes');
          }
          results.push('{"changes":' + changed + '}');
        }
      });
    } catch (error) {
      if (conflict) return e.json(409, conflict);
      const unique = /UNIQUE constraint failed: (.+?)(?: \(\d+\))?$/.exec(String(error));
      if (unique) return e.json(409, { kind: 'unique', index: results.length, column: unique[1] });
      return e.json(400, { kind: 'sql', message: String(error) });
    }
    return e.blob(200, 'application/json', '{"results":[' + results.join(',') + ']}');
  },
  $apis.requireSuperuserAuth(),
  $apis.bodyLimit(268435456),
  $apis.skipSuccessActivityLog(),
);
