-- Makes the table of each sheet of this run (sheet_new, sheet_column_new), under a name that ends in _new until the run is
-- complete (swap.sql). Euros are whole cents there; the view that people read (views_sheets.sql) has euros. No parameters;
-- expects the schema on the search_path. tables_close.sql then closes them to all but the owner.
DO $$
DECLARE
    s       record;
    columns text;
BEGIN
    FOR s IN SELECT * FROM sheet_new LOOP
        SELECT string_agg(format(', %I %s', name, CASE kind WHEN 'text' THEN 'text'
                                                            WHEN 'number' THEN 'double precision'
                                                            WHEN 'flag' THEN 'boolean'
                                                            ELSE 'bigint' END), '' ORDER BY column_no)
        INTO columns
        FROM sheet_column_new
        WHERE sheet_no = s.sheet_no;
        EXECUTE format('CREATE TABLE %I (row_no integer PRIMARY KEY%s)', 'sheet_' || s.name || '_new', columns);
    END LOOP;
END
$$;
