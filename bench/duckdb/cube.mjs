// SPDX-License-Identifier: EUPL-1.2
// node cube.mjs COHORT.csv CELLS.csv FORM,… REGION,… OUTCOME,… — the sums behind the estimates by DuckDB, two threads, data in
// memory, sorted by what they are grouped by: for each region type GROUP BY region, CUBE(income class, sex, migration,
// household). Prints `name=value` a line: seconds of each form, and the number of groups. Estimates from the sums must be
// those of CELLS.csv, else it fails.
//   sums   n, Σx, Σy, Σxx, Σxy, Σyy
//   regr   regr_count, regr_avgx, regr_avgy, regr_sxx, regr_sxy, regr_syy
//   steps  the sums of the finest groups first, then the cube of these: what the question does not ask of an analyst
import { DuckDBInstance } from "@duckdb/node-api";

const [cohort, cells, ...lists] = process.argv.slice(2);
const [forms, regions, outcomes] = lists.map((list) => list.split(","));
const perQuery = 20; // of outcomes, so that the groups fit in memory
const dimensions = ["income", "gender", "migration", "household"];
const enumerated = {
  gender: "sex",
  migration: "migration_background",
  household: "type_household",
  all: "'all'",
  corop_code: "corop_code",
  gemeente_code: "gemeente_code",
  postcode3: "left(postcode4, 3)",
  postcode4: "postcode4",
  wijk_code: "wijk_code",
};

const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
const database = await instance.connect();

async function ask(sql) {
  return (await database.runAndReadAll(sql)).getRowObjects();
}

async function secondsOf(sql) {
  const begun = performance.now();
  await database.run(sql);
  return (performance.now() - begun) / 1000;
}

const statistics = {
  sums: (y) => ({
    n: `count(${y})`,
    x: `sum(CASE WHEN ${y} IS NOT NULL THEN x END)`,
    y: `sum(${y})`,
    xx: `sum(CASE WHEN ${y} IS NOT NULL THEN x * x END)`,
    xy: `sum(x * ${y})`,
    yy: `sum(${y} * ${y})`,
  }),
  regr: (y) => ({
    n: `regr_count(${y}, x)`,
    x: `regr_avgx(${y}, x)`,
    y: `regr_avgy(${y}, x)`,
    xx: `regr_sxx(${y}, x)`,
    xy: `regr_sxy(${y}, x)`,
    yy: `regr_syy(${y}, x)`,
  }),
};

function columnsOf(form, some) {
  return some.flatMap((outcome) =>
    Object.entries(statistics[form](outcome)).map(([name, sum]) => `${sum} AS ${outcome}_${name}`),
  );
}

function cubeOf(from, columns, region) {
  return `SELECT "${region}", ${dimensions}, ${columns} FROM ${from} GROUP BY "${region}", CUBE(${dimensions})`;
}

function stepsOf(some, region) {
  const keys = [`"${region}"`, ...dimensions];
  const finest = `SELECT ${keys}, ${columnsOf("sums", some)} FROM person GROUP BY ${keys}`;
  const again = some.flatMap((outcome) =>
    Object.keys(statistics.sums("")).map((name) => `sum(${outcome}_${name}) AS ${outcome}_${name}`),
  );
  return `WITH finest AS MATERIALIZED (${finest}) ${cubeOf("finest", again, region)}`;
}

const queryOf = {
  sums: (some, region) => cubeOf("person", columnsOf("sums", some), region),
  regr: (some, region) => cubeOf("person", columnsOf("regr", some), region),
  steps: stepsOf,
};

async function load() {
  const types = Object.fromEntries(["corop_code", "gemeente_code", "postcode4", "wijk_code"].map((c) => [c, "VARCHAR"]));
  await database.run(`CREATE TABLE raw AS FROM read_csv('${cohort}', types = ${JSON.stringify(types).replaceAll('"', "'")})`);
  const kept = ["gender", "migration", "household", ...regions];
  for (const name of kept)
    await database.run(`CREATE TYPE ${name}_name AS ENUM (SELECT DISTINCT ${enumerated[name]} FROM raw ORDER BY 1)`);
  await database.run(`CREATE TABLE person AS SELECT
      least(floor(income_parents_perc * 5), 4)::UTINYINT AS income, income_parents_perc::DOUBLE AS x,
      ${kept.map((name) => `${enumerated[name]}::${name}_name AS "${name}"`)},
      ${outcomes.map((outcome) => `${outcome}::DOUBLE AS ${outcome}`)}
    FROM raw ORDER BY "${regions.at(-1)}", ${dimensions}`);
  await database.run("DROP TABLE raw");
  await database.run(`CREATE TABLE expected AS FROM read_csv('${cells}', all_varchar = true)`);
}

// The estimate at the middle of the income class, or the mean; a slope only where the predictor varies.
function estimateOf(y) {
  const [n, sx, sy, sxx, sxy] = ["n", "x", "y", "xx", "xy"].map((name) => `${y}_${name}`);
  const variance = `(${sxx} - ${sx} * ${sx} / ${n})`;
  const slope = `CASE WHEN ${n} > 1 AND ${variance} > 1e-10 THEN (${sxy} - ${sx} * ${sy} / ${n}) / ${variance} ELSE 0 END`;
  return `CASE WHEN income IS NULL THEN ${sy} / ${n} ELSE ${sy} / ${n} + ${slope} * (0.1 + 0.2 * income - ${sx} / ${n}) END`;
}

// Cells in which a slope rests on ten persons or more: in smaller ones plain sums have lost the digits.
async function check(some, region) {
  const groups = dimensions.map((d) => `coalesce(${d}::VARCHAR, 'all') = ${d}_group`).join(" AND ");
  const questions = some.map(
    (y) => `SELECT count(*) AS cells, count(*) FILTER (${y}_n IS NULL OR ${y}_n <> n::INT
        OR (n::INT >= 10 AND abs(${estimateOf(y)} - est::DOUBLE) > 1e-9 * greatest(1, abs(est::DOUBLE)))) AS wrong
      FROM expected LEFT JOIN made ON "${region}"::VARCHAR = region_id AND ${groups}
      WHERE outcome = '${y}' AND region_type = '${region}'`,
  );
  return ask(`SELECT sum(cells)::INT AS cells, sum(wrong)::INT AS wrong FROM (${questions.join(" UNION ALL ")})`);
}

async function run(form) {
  const total = { seconds: 0, groups: 0, cells: 0, wrong: 0 };
  for (const region of regions)
    for (let first = 0; first < outcomes.length; first += perQuery) {
      const some = outcomes.slice(first, first + perQuery);
      total.seconds += await secondsOf(`CREATE TABLE made AS ${queryOf[form](some, region)}`);
      total.groups += Number((await ask("SELECT count(*) AS groups FROM made"))[0].groups) * some.length;
      if (form !== "regr") {
        const [{ cells, wrong }] = await check(some, region);
        total.cells += cells;
        total.wrong += wrong;
      }
      await database.run("DROP TABLE made");
    }
  return total;
}

await load();
for (const form of forms) {
  const total = await run(form);
  console.log(`${form}=${total.seconds.toFixed(4)}\n${form}_groups=${total.groups}\n${form}_checked=${total.cells}`);
  if (total.wrong > 0) {
    console.error(`cube.mjs: ${total.wrong} of ${total.cells} cells differ from those of ${cells} (${form})`);
    process.exitCode = 1;
  }
}
