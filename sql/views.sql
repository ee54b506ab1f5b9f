-- Makes the views for people, from the released tables only: `indicators`, one row for each land area, indicator and
-- period; and one for each level (gemeenten, wijken, buurten, own levels) with a row for each area, its geometry, and
-- the columns that maps show. Whoever has USAGE on the schema may read them. No parameters; after swap.sql.
DO $$
DECLARE
    schema   text := current_setting('kansenkompas.schema');
    statuses text; -- the words of the statuses, as an array
    l        record;
    c        record;
    chosen   text;
BEGIN
    SELECT quote_literal(coalesce(array_agg(name ORDER BY status_no), '{}')) || '::text[]' INTO statuses FROM figure_status;

    EXECUTE format($view$
        CREATE VIEW %I.indicators AS
        SELECT l.name AS level, a.code, a.name, c.period, i.name AS indicator,
               nullif(r.value[c.column_no + 1], 'NaN') AS value,
               nullif(r.lower[c.column_no + 1], 'NaN') AS lower,
               nullif(r.upper[c.column_no + 1], 'NaN') AS upper,
               nullif(r.numerator[c.column_no + 1], 'NaN') AS numerator,
               nullif(r.denominator[c.column_no + 1], 'NaN') AS denominator,
               (%s)[get_byte(r.status, c.column_no) + 1] AS status,
               i.unit, c.source, i.axis, i.form, i.age, i.sex, i.referrer, k.word AS category
        FROM released_column c
        JOIN indicator i USING (indicator_no)
        JOIN level l USING (level_no)
        JOIN released r USING (level_no)
        JOIN area a USING (level_no, area_no)
        LEFT JOIN category k ON k.indicator_no = c.indicator_no AND k.code = r.value[c.column_no + 1]
        WHERE NOT a.water$view$, schema, statuses);
    EXECUTE format('COMMENT ON VIEW %I.indicators IS %L', schema,
                   'Released indicators of kansenkompas: a row for each land area, indicator and period');
    FOR c IN SELECT * FROM (VALUES
            ('level', 'gemeente, wijk, buurt or an own level'),
            ('code', 'code of the area'),
            ('name', 'name of the area'),
            ('period', 'year or part of a year'),
            ('indicator', 'name of the indicator; a column of the views of the levels'),
            ('value', 'in the unit given; null where there is none: see status'),
            ('lower', 'lower bound of the 95% interval; of a rank of its confidence set, of _limits the lower 99.8% limit'),
            ('upper', 'upper bound of the 95% interval; of a rank of its confidence set, of _limits the upper 99.8% limit'),
            ('numerator', 'what was counted'),
            ('denominator', 'of how many'),
            ('status', 'ok, or why there is no value'),
            ('unit', 'of value, lower and upper'),
            ('source', 'where the figures come from'),
            ('axis', 'use, supply or need: use is not need'),
            ('form', 'form of help that is selected; empty: as the indicator says'),
            ('age', 'ages that are selected'),
            ('sex', 'sex that is selected'),
            ('referrer', 'referrer that is selected'),
            ('category', 'the word of a value that is a category')) AS it (name, text) LOOP
        EXECUTE format('COMMENT ON COLUMN %I.indicators.%I IS %L', schema, c.name, c.text);
    END LOOP;
    EXECUTE format('GRANT SELECT ON %I.indicators TO PUBLIC', schema);

    FOR l IN SELECT * FROM level ORDER BY level_no LOOP
        IF to_regclass(format('%I.%I', schema, l.plural)) IS NOT NULL THEN
            RAISE EXCEPTION 'own areas cannot be named ''%'', which is a table of kansenkompas: choose another name', l.plural;
        END IF;
        SELECT coalesce(string_agg(format(
                   'nullif(r.value[%1$s + 1], ''NaN'') AS %2$I, nullif(r.lower[%1$s + 1], ''NaN'') AS %3$I, '
                   'nullif(r.upper[%1$s + 1], ''NaN'') AS %4$I, (%6$s)[get_byte(r.status, %1$s) + 1] AS %5$I, ',
                   s.column_no, i.name, i.name || '_lower', i.name || '_upper', i.name || '_status', statuses),
                   '' ORDER BY s.column_no), '')
        INTO chosen
        FROM released_column s JOIN indicator i USING (indicator_no)
        WHERE s.level_no = l.level_no AND s.shown_on_map;

        EXECUTE format('CREATE VIEW %I.%I AS '
                       'SELECT a.area_no + 1 AS id, a.code, a.name, a.parent, a.water, %s a.geom '
                       'FROM area a LEFT JOIN released r USING (level_no, area_no) WHERE a.level_no = %s',
                       schema, l.plural, chosen, l.level_no);
        EXECUTE format('COMMENT ON VIEW %I.%I IS %L', schema, l.plural,
                       format('%s%s with the released indicators of kansenkompas: a row for each area', l.title,
                              CASE WHEN l.vintage > 0 THEN ' of ' || l.vintage ELSE '' END));
        FOR c IN
            SELECT * FROM (VALUES
                ('id', 'number of the area within the level'),
                ('code', 'code of the area'),
                ('name', 'name of the area'),
                ('parent', 'code of the wijk of a buurt, of the gemeente of a wijk'),
                ('water', 'open water or abroad: it has no indicators'),
                ('geom', 'RD New (EPSG:28992), metres')) AS it (name, text)
            UNION ALL
            SELECT i.name || part.name, part.text
            FROM released_column s
            JOIN indicator i USING (indicator_no)
            CROSS JOIN LATERAL (VALUES
                ('', concat_ws('; ', concat_ws(', ', i.label_en, s.period, nullif(i.unit, '')),
                               'source: ' || nullif(s.source, ''), nullif(i.description, ''))),
                ('_lower', i.label_en || ': lower bound of the ' || i.bounds),
                ('_upper', i.label_en || ': upper bound of the ' || i.bounds),
                ('_status', i.label_en || ': ok, or why there is no value')) AS part (name, text)
            WHERE s.level_no = l.level_no AND s.shown_on_map
        LOOP
            EXECUTE format('COMMENT ON COLUMN %I.%I.%I IS %L', schema, l.plural, c.name, c.text);
        END LOOP;
        EXECUTE format('GRANT SELECT ON %I.%I TO PUBLIC', schema, l.plural);
    END LOOP;
END
$$;
