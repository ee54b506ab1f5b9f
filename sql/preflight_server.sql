-- What the server allows: name of the database and the role, whether the role may make schemas, where PostGIS is and of
-- which version (null: not in this database). No parameters; one row.
SELECT current_database(),
       current_user,
       has_database_privilege(current_database(), 'CREATE'),
       e.extversion,
       n.nspname
FROM (VALUES (1)) AS one
LEFT JOIN pg_extension e ON e.extname = 'postgis'
LEFT JOIN pg_namespace n ON n.oid = e.extnamespace;
