/* Who asks, for whom and in which stance is the same for every row: asked in a sub-select it is asked once a statement. The
   filings of a firm with 100,000 of them were summed in 203 ms, and in 98 so; without row security in 94. A single row by
   its key takes 6 µs more: so only tables that are read in ranges. */
do $$
declare p record;
begin
  for p in select tablename, policyname, qual from pg_policies
            where schemaname = 'platform' and tablename in ('filing', 'task') and 'jiamao_app' = any (roles) and qual is not null loop
    execute format('alter policy %I on %I using (%s)', p.policyname, p.tablename,
                   regexp_replace(p.qual, '\m(scope|actor|stance)\(\)', '(select \1())', 'g'));
  end loop;
end $$;

-- What was typed twice ought not to be, and is found among all that was filed.
create index filing_typed_twice on filing (enterprise_id, filed_on) where (effort->>'typedTwice')::int > 0;
