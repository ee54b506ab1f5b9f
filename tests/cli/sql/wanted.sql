-- SPDX-License-Identifier: EUPL-1.2
-- The indicators of the catalogue that the test's project makes, and the selections behind them. An indicator is the
-- sum of its terms of side x over that of side n. Ages in months; (,) is all, also who is of unknown age.

-- one numerator of the records, over inhabitants or over another measure of them; null ages are those of the indicator
CREATE TABLE plain (indicator text, kind text, x text, x_forms text, x_item text, n text, n_forms text, n_item text);
INSERT INTO plain VALUES
    ('reach', 'share', 'youths', 'jeugdzorg', 'all', 'persons', 'all', 'all'),
    ('reach_one_in', 'one_in', 'youths', 'jeugdzorg', 'all', 'persons', 'all', 'all'),
    ('reach_new', 'share', 'youths_new', 'jeugdzorg', 'all', 'persons', 'all', 'all'),
    ('reach_ended', 'share', 'youths_ended', 'jeugdzorg', 'all', 'persons', 'all', 'all'),
    ('running', 'share', 'youths_running', 'jeugdzorg', 'all', 'persons', 'all', 'all'),
    ('not_seen', 'share', 'not_seen', 'jgz', 'all', 'invited', 'jgz', 'all'),
    ('participants', 'share', 'participants', 'all', 'all', 'persons', 'all', 'all'),
    ('care_periods_per_youth', 'ratio', 'care_periods', 'jeugdzorg', 'all', 'youths', 'jeugdzorg', 'all'),
    ('providers_per_youth', 'mean', 'providers', 'jeugdzorg', 'all', 'youths_providers', 'jeugdzorg', 'all'),
    ('three_or_more_providers', 'share', 'youths_3_providers', 'jeugdzorg', 'all', 'youths_providers', 'jeugdzorg',
     'all'),
    ('several_at_once', 'share', 'youths_several', 'jeugdzorg', 'all', 'youths', 'jeugdzorg', 'all'),
    ('providers_per_family', 'mean', 'family_providers', 'jeugdzorg', 'all', 'families', 'jeugdzorg', 'all'),
    ('front_youths_share', 'share', 'youths_helped', 'front', 'all', 'youths_helped', 'front+indicated', 'all'),
    ('indicated_youths_share', 'share', 'youths_helped', 'indicated', 'all', 'youths_helped', 'front+indicated', 'all'),
    ('stay_share', 'share', 'youths', 'stay', 'all', 'youths', 'jeugdzorg', 'all'),
    ('front_euro_share', 'ratio', 'cents', 'front', 'all', 'cents', 'front+indicated', 'all'),
    ('stay_euro_share', 'ratio', 'cents', 'stay', 'all', 'cents', 'all', 'all'),
    ('light_under_indication', 'share', 'youths_light_indicated', 'nearest', 'all', 'youths', 'nearest', 'all'),
    ('scaled_down', 'share', 'youths_down', 'jeugdzorg', 'all', 'youths_ladder', 'jeugdzorg', 'all'),
    ('scaled_up', 'share', 'youths_up', 'jeugdzorg', 'all', 'youths_ladder', 'jeugdzorg', 'all'),
    ('solved_close_by', 'share', 'requests_solved', 'all', 'all', 'requests_ended', 'all', 'all'),
    ('referrer_unknown', 'share', 'youths_new', 'jeugdzorg', 'unknown', 'youths_new', 'jeugdzorg', 'all'),
    ('referred_by_nobody', 'share', 'youths_new', 'jeugdzorg', 'none', 'youths_new', 'jeugdzorg', 'all'),
    ('euro_per_youth', 'mean', 'cents', 'all', 'all', 'persons', 'all', 'all'),
    ('euro_per_youth_in_care', 'mean', 'cents', 'all', 'all', 'youths_cents', 'all', 'all');
INSERT INTO plain
SELECT 'referred_by_' || referrer, 'share', 'youths_new', 'jeugdzorg', referrer, 'youths_new', 'jeugdzorg', 'all'
FROM unnest(ARRAY['gemeente', 'huisarts', 'jeugdarts', 'gi', 'specialist', 'rechter']) AS referrer;

-- the indicator of the project, what it is in the catalogue, and what it selects
CREATE TABLE asked AS
SELECT indicator AS name, indicator AS of, NULL AS forms, NULL AS item, int4range(0, 276) AS ages, NULL AS sex
FROM plain;
INSERT INTO asked VALUES
    ('rots_en_water', 'participants', NULL, 'rots en water', int4range(72, 156), NULL),
    ('minors_one_in', 'reach_one_in', NULL, NULL, int4range(0, 216), NULL);
CREATE TABLE band AS SELECT * FROM (VALUES (NULL, NULL), ('m9m_24m', int4range(-9, 24)), ('0_4', int4range(0, 48)),
    ('4_12', int4range(48, 144)), ('12_18', int4range(144, 216)), ('18_23', int4range(216, 276))) b (name, ages);
INSERT INTO asked
SELECT concat_ws('_', of, form, band.name, sex), of, form, NULL, coalesce(ages, int4range(0, 276)), sex
FROM (SELECT 'jeugdzorg', NULL UNION SELECT forms, form FROM chosen) f (forms, form), band,
    unnest(ARRAY[NULL, 'male', 'female']) AS sex, unnest(ARRAY['reach', 'reach_new', 'running', 'not_seen']) AS of
WHERE forms = 'jeugdzorg' AND (form, band.name, sex) IS DISTINCT FROM (NULL, NULL, NULL) AND CASE of
    WHEN 'reach' THEN sex IS NULL
    WHEN 'reach_new' THEN band.name IS NULL ELSE form IS NULL END
UNION ALL
SELECT 'euro_per_youth_in_care_' || form, 'euro_per_youth_in_care', form, NULL, int4range(0, 276), NULL
FROM chosen WHERE forms = 'all' AND form IS NOT NULL;

-- the terms of each indicator
CREATE TABLE term AS
SELECT name AS indicator, side, measure, f AS forms, i AS item, ages, sex,
    CASE measure WHEN 'cents' THEN CASE WHEN kind = 'mean' THEN 0.01 ELSE 1 END ELSE 1 END::float8 AS factor
FROM asked JOIN plain ON indicator = of, LATERAL (VALUES
    ('x', x, CASE WHEN x_forms = 'jgz' THEN 'jgz' ELSE coalesce(forms, x_forms) END, coalesce(item, x_item)),
    ('n', n, CASE WHEN n = 'persons' OR n_forms = 'jgz' THEN n_forms ELSE coalesce(forms, n_forms) END,
     CASE n WHEN 'persons' THEN 'all' ELSE n_item END)) t (side, measure, f, i);
INSERT INTO term (indicator, side, measure, forms, item, ages, factor) VALUES
    ('euro_0_5_share', 'x', 'cents', 'all', 'all', int4range(0, 72), 1),
    ('euro_0_5_share', 'n', 'cents', 'all', 'all', '(,)', 1),
    ('euro_first_1000_days_share', 'x', 'cents', 'all', 'all', int4range(-9, 24), 1),
    ('euro_first_1000_days_share', 'n', 'cents', 'all', 'all', '(,)', 1),
    ('front_euro_per_child', 'x', 'budget_cents', 'all', 'front', '(,)', 0.01),
    ('front_euro_per_child', 'x', 'cents', 'front', 'all', '(,)', 0.01),
    ('back_euro_per_child', 'x', 'budget_cents', 'all', 'back', '(,)', 0.01),
    ('back_euro_per_child', 'x', 'cents', 'all', 'all', '(,)', 0.01),
    ('back_euro_per_child', 'x', 'cents', 'front', 'all', '(,)', -0.01),
    ('front_euro_share_of_all', 'x', 'budget_cents', 'all', 'front', '(,)', 1),
    ('front_euro_share_of_all', 'x', 'cents', 'front', 'all', '(,)', 1),
    ('front_euro_share_of_all', 'n', 'budget_cents', 'all', 'all', '(,)', 1),
    ('front_euro_share_of_all', 'n', 'cents', 'all', 'all', '(,)', 1),
    ('jgz_cost_per_child', 'x', 'budget_cents', 'all', 'jgz', '(,)', 0.01),
    ('programmes_on_offer', 'x', 'programmes', 'all', 'all', '(,)', 1),
    ('organisations_per_school', 'x', 'school_organisations', 'all', 'all', '(,)', 1),
    ('organisations_per_school', 'n', 'schools', 'all', 'all', '(,)', 1),
    ('places_per_eligible_child', 'x', 'places_offered', 'all', 'all', '(,)', 1),
    ('places_per_eligible_child', 'n', 'persons', 'all', 'all', int4range(0, 276), 1),
    ('attendance_per_child', 'x', 'attendance', 'all', 'all', '(,)', 1),
    ('attendance_per_child', 'n', 'persons', 'all', 'all', int4range(0, 276), 1);
INSERT INTO term (indicator, side, measure, forms, item, ages, factor)
SELECT name, 'n', 'persons', 'all', 'all', int4range(0, 216), 1 FROM unnest(ARRAY['front_euro_per_child',
    'back_euro_per_child', 'jgz_cost_per_child', 'programmes_on_offer']) AS name;
INSERT INTO term (indicator, side, measure, forms, item, ages, factor)
SELECT name, side, measure, 'all', CASE side WHEN 'x' THEN type ELSE 'all' END,
    CASE measure WHEN 'persons' THEN int4range(0, 276) ELSE '(,)' END, 1
FROM (VALUES ('distance_nearest', 'distance', 'homes', 'all'), ('within_1km', 'within', 'homes', 'all'),
    ('access', 'access', 'homes', 'all'), ('places_per_1000', 'place_count', 'persons', 'all'),
    ('consultatiebureau_distance', 'distance', 'homes', 'consultatiebureau'),
    ('buurthuis_within', 'within', 'homes', 'buurthuis'), ('kinderopvang_access', 'access', 'homes', 'kinderopvang'),
    ('schools_per_1000', 'place_count', 'persons', 'school')) p (name, x, n, type),
LATERAL (VALUES ('x', x), ('n', n)) t (side, measure);

CREATE TABLE estimated AS SELECT * FROM (VALUES
    ('wait_started_13_weeks', 'wait_started', 'jeugdzorg'), ('wait_left', 'wait_left', 'jeugdzorg'),
    ('wait_median', 'wait_median', 'jeugdzorg'), ('duration_median', 'duration_median', 'jeugdzorg'),
    ('duration_median_light', 'duration_median', 'light'), ('duration_median_complex', 'duration_median', 'complex'),
    ('returned_within_year', 'returned', 'jeugdzorg'), ('returned_within_year_light', 'returned', 'light'),
    ('returned_within_year_complex', 'returned', 'complex'), ('return_median', 'return_median', 'jeugdzorg')
) e (indicator, measure, forms);

CREATE TABLE indicator AS
SELECT name AS indicator, kind, CASE kind WHEN 'share' THEN 100 ELSE 1 END::float8 AS per
FROM asked JOIN plain ON indicator = of
UNION ALL SELECT indicator, 'estimate', CASE WHEN indicator ~ 'median' THEN 1 ELSE 100 END FROM estimated
UNION ALL SELECT indicator, CASE WHEN indicator ~ 'per_1000' THEN 'rate' WHEN indicator ~ 'within' THEN 'share'
    WHEN indicator ~ 'distance|access' THEN 'mean' WHEN indicator = 'programmes_on_offer' THEN 'value' ELSE 'ratio' END,
    CASE WHEN indicator ~ 'per_1000|access' THEN 1000 WHEN indicator ~ 'share|within|eligible' THEN 100 ELSE 1 END
FROM (SELECT DISTINCT indicator FROM term WHERE indicator NOT IN (SELECT name FROM asked)) t;
UPDATE indicator SET per = 100 WHERE indicator IN ('front_euro_share', 'stay_euro_share');
