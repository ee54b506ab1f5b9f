-- The schema named $1, if it is there: its owner, whether we may act as the owner, whether it is marked as ours, and
-- whether it holds nothing. At most one row.
SELECT pg_get_userbyid(n.nspowner),
       pg_has_role(n.nspowner, 'USAGE'),
       coalesce(obj_description(n.oid, 'pg_namespace') LIKE 'kansenkompas%', false),
       NOT EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = n.oid)
FROM pg_namespace n
WHERE n.nspname = $1;
