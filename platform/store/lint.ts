import pg from 'pg'

/** Tables that belong to nobody: reference data and the platform's own book-keeping (scale rule 2). */
export interface LintExceptions {
  readonly reference: readonly string[]
}

const schemas = `('platform', 'register')`

/** Each rule as a question to the catalogue: the rows it finds are breaches. */
const questions: readonly { readonly rule: string; readonly find: string }[] = [
  {
    rule: 'scale 1: every key of an enterprise table begins with enterprise_id',
    find: `select c.relname || '.' || k.conname as what
             from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ${schemas} and k.contype in ('p', 'u', 'f') and not (c.relname = any ($1))
              and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum = k.conkey[1] and a.attname = 'enterprise_id')`,
  },
  {
    rule: 'scale 1: every enterprise table has a primary key and a non-null enterprise_id',
    find: `select c.relname as what from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ${schemas} and c.relkind in ('r', 'p') and not (c.relname = any ($1))
              and not (exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'p')
                   and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'enterprise_id' and a.attnotnull))`,
  },
  {
    rule: 'scale 1: unique indexes of enterprise tables begin with enterprise_id',
    find: `select i.relname as what from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
             join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ${schemas} and x.indisunique and not (c.relname = any ($1))
              and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum = x.indkey[0] and a.attname = 'enterprise_id')`,
  },
  {
    rule: 'scale 2: no sequences, no identity or serial columns',
    find: `select c.relname as what from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ${schemas} and c.relkind = 'S'`,
  },
  {
    rule: 'scale 4: no triggers and no rules',
    find: `select t.tgname as what from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ${schemas} and not t.tgisinternal`,
  },
  {
    rule: 'scale 4: no default that asks the server for time or chance: both come as parameters',
    find: `select c.relname || '.' || a.attname as what from pg_attrdef d join pg_class c on c.oid = d.adrelid
             join pg_attribute a on a.attrelid = c.oid and a.attnum = d.adnum join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ${schemas}
              and pg_get_expr(d.adbin, d.adrelid) ~* '(now\\(|clock_timestamp|current_|random|uuid|nextval)'`,
  },
  {
    rule: 'S3.5: row security is enabled and forced on every enterprise table',
    find: `select c.relname as what from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ${schemas} and c.relkind in ('r', 'p') and not (c.relname = any ($1))
              and not (c.relrowsecurity and c.relforcerowsecurity)`,
  },
  {
    rule: 'S3.5: every enterprise table has a policy for the serving role',
    find: `select c.relname as what from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ${schemas} and c.relkind in ('r', 'p') and not (c.relname = any ($1))
              and not exists (select from pg_policy p where p.polrelid = c.oid)`,
  },
  {
    rule: 'S3.5: views ask with the rights of who reads them',
    find: `select c.relname as what from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ${schemas} and c.relkind = 'v' and not coalesce('security_invoker=true' = any (c.reloptions), false)`,
  },
  {
    rule: 'S3.5: a function with its owner’s rights pins its search path',
    find: `select p.proname as what from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname in ${schemas} and p.prosecdef
              and not exists (select from unnest(p.proconfig) as s where s like 'search_path=%')`,
  },
  {
    rule: 'S3.5: no serving role owns a table or steps around row security',
    find: `select r.rolname as what from pg_roles r
            where (r.rolname in ('jiamao_app', 'jiamao_worker') or pg_has_role(r.rolname, 'jiamao_app', 'usage') and r.rolname like '%\\_serves')
              and (r.rolbypassrls or r.rolsuper) and r.rolname <> current_user
           union all
           select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles r on r.oid = c.relowner
            where n.nspname in ${schemas} and r.rolname like 'jiamao\\_%'`,
  },
]

/** Holds the twelve rules of `docs/domain/scale.md` and S3.5 against a migrated database. @returns each breach in one line */
export async function lintSchema(owner: pg.ClientConfig, exceptions: LintExceptions): Promise<string[]> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    const breaches: string[] = []
    for (const { rule, find } of questions) {
      const values = find.includes('$1') ? [exceptions.reference] : []
      const { rows } = await client.query<{ what: string }>(find, values)
      breaches.push(...rows.map(({ what }) => `${what}: ${rule}`))
    }
    return breaches
  } finally {
    await client.end()
  }
}
