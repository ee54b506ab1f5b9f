-- Removes the client records from the schema on the search_path, if they are there. No parameters.
DROP TABLE IF EXISTS client_record, client_record_code;
