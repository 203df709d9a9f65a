-- What arrived at a desk since a moment, over all enterprises.
create index on task (organisation_id, at);
create index on notice (organisation_id, at);
