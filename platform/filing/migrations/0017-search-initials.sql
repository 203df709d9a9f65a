-- Names are found by their pinyin initials from now on: everything is indexed once more, by the indexer, as time allows.
update search_document set revision = -1;
delete from search_cursor;
