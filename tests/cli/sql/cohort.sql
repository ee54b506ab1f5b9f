-- The estimates of the example by PostgreSQL's own regression, from the table `cohort` as it was delivered: every
-- outcome × subgroup × region that the rule of KansenKaart lets through. Columns: those of estimates.csv up to est, then
-- the standard error of est and its degrees of freedom.
WITH person AS (
    SELECT *, NULLIF(income_parents_perc, '')::float8 AS x FROM cohort
), outcome AS (
    SELECT p.*, o.outcome, o.is_binary, NULLIF(o.y, '')::float8 AS y
    FROM person p, LATERAL (VALUES
        ('jeugdbescherming', true, jeugdbescherming), ('jeugdhulpkosten', false, jeugdhulpkosten),
        ('startkwalificatie', true, startkwalificatie), ('hbo', true, hbo), ('werk', true, werk),
        ('inkomen', false, inkomen)) o (outcome, is_binary, y)
    WHERE o.y <> ''
), member AS (
    SELECT o.outcome, o.is_binary, o.x, o.y, i.income, i.at, g.gender, m.migration, h.household, r.type, r.id
    FROM outcome o,
        LATERAL (SELECT * FROM (VALUES
            ('all', NULL, NULL, NULL), ('Very_Low', 0, 0.20, 0.10), ('Low', 0.15, 0.35, 0.25), ('Mid', 0.40, 0.60, 0.50),
            ('High', 0.65, 0.85, 0.75), ('Very_High', 0.80, 1, 0.90)) w (income, low, high, at)
            WHERE low IS NULL OR o.x BETWEEN low AND high) i,
        LATERAL (VALUES ('all'), (o.sex)) g (gender),
        LATERAL (SELECT 'all' UNION ALL SELECT 'No Migration Background' WHERE o.has_migration = '0'
            UNION ALL SELECT 'has_migration' WHERE o.has_migration = '1') m (migration),
        LATERAL (SELECT 'all' UNION ALL SELECT o.type_household WHERE o.type_household <> 'Other') h (household),
        LATERAL (VALUES ('gemeente_code', o.gemeente_code), ('wijk_code', o.wijk_code),
            ('wijkteam', (SELECT t."group" FROM wijkteams t WHERE t.code = o.buurt_code))) r (type, id)
    WHERE r.id <> ''
), cell AS (
    SELECT outcome, is_binary, income, at, gender, migration, household, type, id, count(*) AS n, avg(y) AS mean,
        regr_avgx(y, x) AS x, regr_sxx(y, x) AS sxx, regr_sxy(y, x) AS sxy, regr_slope(y, x) AS slope,
        var_samp(y) * (count(*) - 1) AS syy
    FROM member GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
), estimate AS (
    SELECT *,
        CASE WHEN at IS NULL OR n = 1 THEN mean ELSE mean + slope * (at - x) END AS est,
        CASE WHEN at IS NULL THEN n - 1 ELSE n - 2 END AS df,
        CASE WHEN at IS NULL THEN syy / NULLIF(n - 1, 0) / n
             ELSE greatest(syy - sxy * sxy / NULLIF(sxx, 0), 0) / NULLIF(n - 2, 0) * (1.0 / n + (at - x) ^ 2 / NULLIF(sxx, 0))
        END AS variance
    FROM cell
)
SELECT outcome, income, gender, migration, household, type, id, n, est, sqrt(variance), df
FROM estimate
WHERE est <> 0 AND CASE WHEN is_binary THEN round((est * n)::numeric, 9) >= 10 AND round(((1 - est) * n)::numeric, 9) >= 10
                        ELSE n >= 10 END
