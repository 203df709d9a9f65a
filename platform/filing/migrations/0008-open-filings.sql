-- What is under way or comes back: of all that an enterprise ever filed, the few that a desk asks for.
create index filing_open on filing (enterprise_id, state) where state in ('draft', 'held', 'submitted', 'inReview', 'returned');
