/* A stamp of a book's consumption rows, the same as long as none of them changes: who holds the rows of an earlier question
   asks with its stamp, and is sent none again. What the columns leave out (validity, state) is in the stamp too. */
drop function pack_recipes, recipe_columns_of;
alter table recipe_columns add column stamp bytea;

create function recipe_columns_of(p_enterprise uuid, p_book text) returns setof recipe_columns language sql stable
begin atomic
  with line as materialized (
    select r.product, r.version, r.material, r.net, r.tangible, r.intangible, r.bonded_share, r.valid_from, r.valid_to, r.state,
           dense_rank() over (order by r.tangible, r.intangible, r.bonded_share) - 1 as rate
      from recipe r where r.enterprise_id = p_enterprise and r.book = p_book
     order by r.product, r.version, r.material),
  pair as (
    select string_agg(int4send(p.product), '' order by p.product, p.version) as product,
           array_agg(p.version order by p.product, p.version) as version,
           string_agg(int4send(p.rows), '' order by p.product, p.version) as row_count
      from (select l.product, l.version, count(*)::int as rows from line l group by l.product, l.version) p),
  rate as (
    select string_agg(int8send(x.tangible), '' order by x.rate) as tangible, string_agg(int8send(x.intangible), '' order by x.rate) as intangible,
           string_agg(int8send(x.bonded_share), '' order by x.rate) as bonded_share
      from (select distinct l.rate, l.tangible, l.intangible, l.bonded_share from line l) x),
  row_of as (
    select string_agg(int4send(l.material), '') as material, string_agg(int8send(l.net), '') as net,
           string_agg(int4send(l.rate::int), '') as rate,
           string_agg(date_send(l.valid_from) || date_send(coalesce(l.valid_to, 'infinity')) || int2send(l.state), '') as validity
      from (select * from line l order by l.product, l.version, l.material) l)
  select p_enterprise, p_book, p.product, p.version, p.row_count, w.material, w.net, w.rate, x.tangible, x.intangible, x.bonded_share,
         sha256(sha256(p.product) || sha256(array_send(p.version)) || sha256(p.row_count) || sha256(w.material) || sha256(w.net) || sha256(w.rate)
                || sha256(x.tangible) || sha256(x.intangible) || sha256(x.bonded_share) || sha256(w.validity))
    from pair p cross join rate x cross join row_of w
   where p.product is not null;
end;

create function pack_recipes(p_enterprise uuid, p_book text) returns void language sql
begin atomic
  delete from recipe_columns c where c.enterprise_id = p_enterprise and c.book = p_book;
  insert into recipe_columns select * from recipe_columns_of(p_enterprise, p_book);
end;

-- Books that are there already. Their owner is bound by row security like everybody else.
alter table recipe no force row level security;
alter table recipe_columns no force row level security;
delete from recipe_columns;
insert into recipe_columns
  select c.* from (select distinct enterprise_id, book from recipe) b cross join lateral recipe_columns_of(b.enterprise_id, b.book) c;
alter table recipe force row level security;
alter table recipe_columns force row level security;
alter table recipe_columns alter column stamp set not null;
