-- What an office sees of others' filings is asked by time, over all enterprises: in the index of the search, by its viewers.
create index on search_document (at);
