-- Parts as their last filing left them (R2.7).
create table register.part (
  enterprise_id uuid not null,
  part text not null,
  part_name text not null,
  part_specification text,
  part_unit text not null,
  hs_code text,
  net_weight bigint,
  last_price bigint,
  currency text,
  country text,
  state text not null,
  changed_on date not null,
  ended_on date,
  filing text not null,
  primary key (enterprise_id, part)
);

-- Items, material and product, as their last filing left them (R2.7).
create table register.item (
  enterprise_id uuid not null,
  kind text not null,
  item int not null,
  hs_code text not null,
  name text not null,
  declaration_elements text,
  specification text,
  declared_unit text not null,
  legal_unit text not null,
  second_legal_unit text,
  factor bigint not null,
  second_factor bigint,
  average_weight boolean not null,
  main_material text,
  consumable boolean not null,
  domestic boolean not null,
  key_goods_mark text not null,
  supervision_letters text,
  consumption_standard text,
  state text not null,
  changed_on date not null,
  ended_on date,
  filing text not null,
  primary key (enterprise_id, kind, item)
);

-- Which part counts as which item, from a day on (R2.8). With the filing in its key, a row is never written over.
create table register.merge_relation (
  enterprise_id uuid not null,
  book text not null,
  part text not null,
  valid_from date not null,
  filing text not null,
  kind text not null,
  item int not null,
  part_factor bigint not null,
  hs_code text not null,
  name text not null,
  declared_unit text not null,
  main_material text,
  consumable boolean not null,
  consumption_standard text,
  price bigint,
  currency text,
  kept_single boolean not null,
  state text not null,
  primary key (enterprise_id, book, part, valid_from, filing)
);
create index on register.merge_relation (enterprise_id, part);
create index on register.merge_relation (enterprise_id, kind, item);
call platform.guard('register.part', 'register.item', 'register.merge_relation');
-- A put writes "on conflict do update" and asks for the privilege, also where no conflict can be.
grant update on register.part, register.item, register.merge_relation to jiamao_app;

-- Books are asked which of them name a part.
create index on register.handbook_line (enterprise_id, part);
