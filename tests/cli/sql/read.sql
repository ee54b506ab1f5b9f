-- SPDX-License-Identifier: EUPL-1.2
-- The example's own files, as docs/records.md says that they are to be read: one table of records, and raw ones.
-- Run in the folder of the files, with the codes of data/codes in its folder codes.
DROP SCHEMA IF EXISTS counted CASCADE;
CREATE SCHEMA counted;

-- JJJJMMDD, JJJJ-MM-DD or DD-MM-JJJJ; null of a day that does not exist
CREATE FUNCTION day_of(word text) RETURNS date IMMUTABLE LANGUAGE plpgsql AS $$
DECLARE
    digits text := regexp_replace(regexp_replace(word, '^(\d\d)-(\d\d)-(\d{4})$', '\3\2\1'), '-', '', 'g');
    day date := CASE WHEN digits ~ '^\d{8}$' THEN make_date(left(digits, 4)::int, 1, 1)
        + make_interval(months => substr(digits, 5, 2)::int - 1) + make_interval(days => right(digits, 2)::int - 1) END;
BEGIN
    RETURN CASE WHEN to_char(day, 'YYYYMMDD') = digits THEN day END;
END $$;

-- JJJJMM00 is the middle of the month, JJJJ0000 that of the year
CREATE FUNCTION birth_of(word text) RETURNS date IMMUTABLE LANGUAGE sql AS
    $$ SELECT day_of(regexp_replace(regexp_replace(word, '^(\d{4})0000$', '\10701'), '^(\d{6})00$', '\115')) $$;

-- completed months between two days
CREATE FUNCTION months_between(born date, on_day date) RETURNS int IMMUTABLE LANGUAGE sql AS $$
    SELECT (12 * (extract(year FROM on_day) - extract(year FROM born)) + extract(month FROM on_day)
        - extract(month FROM born) - (extract(day FROM on_day) < extract(day FROM born))::int)::int $$;

CREATE TABLE raw_help (client text, birth text, sex text, postcode text, number text, area text, family text,
    requested text, referrer text, form text, begins text, ends text, outcome text, provider text, provider_name text);
CREATE TABLE raw_measure (client text, birth text, sex text, postcode text, area text, form text, begins text,
    ends text, outcome text, provider text);
CREATE TABLE raw_declaration (client text, reference text, contract text, category text, product text, begins text,
    ends text, volume text, unit text, tariff text, cents text, credit text, provider text);
CREATE TABLE raw_contact (client text, birth text, sex text, moment text, begins text, outcome text, area text);
CREATE TABLE raw_request (client text, birth text, sex text, begins text, ends text, outcome text, x float8, y float8,
    area text);
CREATE TABLE raw_participation (client text, birth text, sex text, programme text, begins text, ends text, area text);
CREATE TABLE raw_product (code text, value text);
CREATE TABLE pc6 (postcode text, number int, buurt text, wijk text, gemeente text);
CREATE TABLE member (code text, team text, name text);
CREATE TABLE inhabitants (area text, period int, age int, sex text, persons int);
CREATE TABLE births (area text, year int, persons int);
CREATE TABLE home (x float8, y float8, youths int);
CREATE TABLE place (id text, name text, type text, capacity int, x float8, y float8);
CREATE TABLE raw_budget (amount text, task text, law text, provider text, programme text, period int, area text,
    key text);
CREATE TABLE raw_activity (id text, programme text, organisation text, place text, day text, attendance int,
    capacity int, area text);
CREATE TABLE form_code (form text, label_nl text, label_en text, weight int, groups text);
CREATE TABLE help_code (code text, form text, label text);
CREATE TABLE measure_code (code text, form text, label text);
CREATE TABLE category_code (code text, form text, label text);
CREATE TABLE referrer_code (code text, referrer text, label text);
CREATE TABLE task_code (task text, label text, front boolean);
\copy raw_help FROM 'jeugdhulp-bij.csv' (FORMAT csv, DELIMITER ';', HEADER, ENCODING 'WIN1252')
\copy raw_measure FROM 'maatregelen-bij.csv' (FORMAT csv, DELIMITER ';', HEADER)
\copy raw_declaration FROM 'jw323.csv' (FORMAT csv, DELIMITER ';', HEADER)
\copy raw_contact FROM 'jgz.csv' (FORMAT csv, DELIMITER ';', HEADER)
\copy raw_request FROM 'wijkteam.csv' (FORMAT csv, DELIMITER ';', HEADER)
\copy raw_participation FROM 'programma.csv' (FORMAT csv, DELIMITER ';', HEADER)
\copy raw_product FROM 'productcodes.csv' (FORMAT csv, DELIMITER ';', HEADER)
\copy pc6 FROM 'pc6.csv' (FORMAT csv, DELIMITER ';', HEADER)
\copy member FROM 'wijkteams.csv' (FORMAT csv, DELIMITER ';', HEADER)
\copy inhabitants FROM 'bevolking.csv' (FORMAT csv, DELIMITER ';', HEADER)
\copy births FROM 'geboorten.csv' (FORMAT csv, DELIMITER ';', HEADER)
\copy home FROM 'adressen.csv' (FORMAT csv, DELIMITER ';', HEADER)
\copy place FROM 'plaatsen.csv' (FORMAT csv, DELIMITER ';', HEADER)
\copy raw_budget FROM 'budgetten.csv' (FORMAT csv, DELIMITER ';', HEADER)
\copy raw_activity FROM 'activiteiten.csv' (FORMAT csv, DELIMITER ';', HEADER)
\copy form_code FROM 'codes/forms.csv' (FORMAT csv, DELIMITER ';', HEADER)
\copy help_code FROM 'codes/beleidsinformatie-help.csv' (FORMAT csv, DELIMITER ';', HEADER)
\copy measure_code FROM 'codes/beleidsinformatie-measure.csv' (FORMAT csv, DELIMITER ';', HEADER)
\copy category_code FROM 'codes/ijw-category.csv' (FORMAT csv, DELIMITER ';', HEADER)
\copy referrer_code FROM 'codes/beleidsinformatie-referrer.csv' (FORMAT csv, DELIMITER ';', HEADER)
\copy task_code FROM 'codes/tasks.csv' (FORMAT csv, DELIMITER ';', HEADER)

-- the declarations that came as a message
\set xml `cat jw323.xml`
INSERT INTO raw_declaration (client, contract, category, product, begins, ends, cents, credit, provider)
SELECT client, contract, category, product, begins, ends, cents, credit, provider
FROM XMLTABLE(XMLNAMESPACES('http://www.istandaarden.nl/ijw/3_2/jw323/schema' AS m,
                            'http://www.istandaarden.nl/ijw/3_2/basisschema/schema' AS i),
    '/m:Bericht//m:Prestatie' PASSING xmlparse(DOCUMENT :'xml') COLUMNS
        client text PATH '../../m:Bsn', contract text PATH 'm:ToewijzingNummer',
        category text PATH 'm:ProductCategorie', product text PATH 'm:ProductCode',
        begins text PATH 'm:ProductPeriode/i:Begindatum', ends text PATH 'm:ProductPeriode/i:Einddatum',
        cents text PATH 'm:IngediendBedrag/i:Bedrag', credit text PATH 'm:IngediendBedrag/i:DebetCredit',
        provider text PATH '/m:Bericht/m:Header/m:Afzender') message;

-- every row that can be read; `first` and `last` are the days that it is about
CREATE TABLE record AS
WITH row AS (
    SELECT 'care' AS kind, client, family, birth, sex, requested, begins, ends, h.form, coalesce(r.referrer, 'unknown')
        AS referrer, provider, CASE WHEN begins IS NOT NULL AND outcome = '01' THEN 'planned' END AS outcome,
        NULL AS programme, NULL AS contract, 0 AS cents, postcode, number, NULL::float8 AS x, NULL::float8 AS y, area
    FROM raw_help LEFT JOIN help_code h ON h.code = raw_help.form
    LEFT JOIN referrer_code r ON r.code = raw_help.referrer
    UNION ALL
    SELECT 'care', client, NULL, birth, sex, NULL, begins, ends, c.form, 'unknown', provider, NULL,
        NULL, NULL, 0, postcode, NULL, NULL, NULL, area
    FROM raw_measure LEFT JOIN measure_code c ON c.code = raw_measure.form
    UNION ALL
    SELECT 'declaration', client, NULL, NULL, NULL, NULL, begins, ends, coalesce(p.value, c.form), 'unknown', provider,
        NULL, NULL, contract, cents::int * CASE credit WHEN 'C' THEN -1 ELSE 1 END, NULL, NULL, NULL, NULL, NULL
    FROM raw_declaration d LEFT JOIN raw_product p ON p.code = d.product
    LEFT JOIN category_code c ON c.code = d.category
    UNION ALL
    SELECT 'contact', client, NULL, birth, sex, NULL, begins, NULL, 'jgz', 'unknown', NULL,
        CASE outcome WHEN 'J' THEN 'seen' WHEN 'N' THEN 'not_seen' END, NULL, NULL, 0, NULL, NULL, NULL, NULL, area
    FROM raw_contact
    UNION ALL
    SELECT 'request', client, NULL, birth, sex, NULL, begins, ends, 'wijkteam', 'unknown', NULL,
        CASE outcome WHEN 'opgelost' THEN 'solved' WHEN 'verwezen' THEN 'referred' WHEN 'ingetrokken' THEN 'left' END,
        NULL, NULL, 0, NULL, NULL, x, y, area
    FROM raw_request
    UNION ALL
    SELECT 'participation', client, NULL, birth, sex, NULL, begins, ends, 'programma', 'unknown', NULL, NULL,
        lower(programme), NULL, 0, NULL, NULL, NULL, NULL, area
    FROM raw_participation
), dated AS MATERIALIZED (
    SELECT row.*, birth_of(birth) AS born, day_of(begins) AS first, day_of(ends) AS last, day_of(requested) AS asked
    FROM row
)
SELECT kind, ltrim(client, '0') AS client, family, born,
    CASE WHEN upper(left(sex, 1)) IN ('M', 'J') AND sex <> 'meisje' THEN 'male'
         WHEN upper(left(sex, 1)) = 'V' OR sex = 'meisje' THEN 'female' END AS sex,
    CASE WHEN asked <= coalesce(first, 'infinity') THEN asked END AS asked, first,
    CASE WHEN kind IN ('contact', 'declaration') THEN coalesce(last, first) ELSE coalesce(last, 'infinity') END AS last,
    form, coalesce(form_code.weight, 0) AS weight, referrer, provider, outcome, programme, contract, cents,
    postcode, substring(number FROM '^\d+')::int AS number, x, y, area
FROM dated LEFT JOIN form_code USING (form)
WHERE client !~ '^(0*|9{9})$' AND client IS NOT NULL
  AND (birth IS NULL OR born IS NOT NULL) AND (begins IS NULL OR first IS NOT NULL)
  AND (ends IS NULL OR last IS NOT NULL) AND coalesce(first, asked) IS NOT NULL
  AND (last IS NULL OR last >= coalesce(first, asked));

CREATE TABLE period AS SELECT * FROM (VALUES (2022, date '2022-01-01', date '2022-12-31'),
    (2023, date '2023-01-01', date '2023-12-31')) p (period, opens, closes);
\set until '''2023-12-31'''
