-- Consumption versions of a firm's products, as their last filing left them (R3.6).
create table register.consumption_version (
  enterprise_id uuid not null,
  book text not null,
  product text not null,
  version text not null,
  valid_from date not null,
  valid_to date,
  chosen_by text not null,
  rework boolean not null,
  state text not null,
  changed_on date not null,
  filing text not null,
  primary key (enterprise_id, book, product, version)
);
create index on register.consumption_version (enterprise_id, product);

-- Their rows as filed. A version's are those of the filing it names; those it replaced stay.
create table register.consumption_row (
  enterprise_id uuid not null,
  filing text not null,
  book text not null,
  product text not null,
  version text not null,
  material text not null,
  unit_consumption bigint,
  net bigint,
  tangible bigint,
  intangible bigint,
  bonded_share bigint not null,
  execution_mark text not null,
  consumption_standard text,
  primary key (enterprise_id, filing, product, version, material)
);
create index on register.consumption_row (enterprise_id, material);
call platform.guard('register.consumption_version', 'register.consumption_row');
grant update on register.consumption_version, register.consumption_row to jiamao_app;
