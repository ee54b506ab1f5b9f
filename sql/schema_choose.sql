-- Makes the schema named $1 that in which all other statements work, beside that of PostGIS, $2. For this transaction.
SELECT set_config('kansenkompas.schema', $1, true),
       set_config('search_path', format('%I, %I', $1::text, $2::text), true),
       set_config('client_min_messages', 'warning', true);
