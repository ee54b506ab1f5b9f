// SPDX-License-Identifier: EUPL-1.2
// node datapackage.mjs OUT [DOCS] — holds the files of OUT against its datapackage.json and woordenboek.csv, and with
// DOCS (docs/outputs.md) the columns against what is written of them there.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const [out, docs] = process.argv.slice(2);
let slips = 0;
function slip(text) {
  if (++slips <= 30) console.log(text);
}

// RFC 4180: a list of rows, each a list of fields
function parse(text) {
  const rows = [];
  let row = [], field = "", quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') field += c;
      else if (text[i + 1] === '"') field += text[++i];
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ",") row.push(field), (field = "");
    else if (c === "\n") row.push(field), rows.push(row), (row = []), (field = "");
    else field += c;
  }
  if (field !== "" || row.length > 0) slip("a file without a line end");
  return rows;
}

const fits = {
  string: () => true,
  integer: (v) => /^-?\d+$/.test(v),
  number: (v) => /^-?\d+(\.\d+)?(e[-+]?\d+)?$/.test(v),
  boolean: (v) => v === "true" || v === "false",
};

const pack = JSON.parse(readFileSync(`${out}/datapackage.json`, "utf8"));
const present = readdirSync(out).filter((f) => statSync(`${out}/${f}`).isFile());
const beside = ["run.json", "timings.json", "datapackage.json"];
const told = pack.resources.map((r) => r.path);
for (const f of present) if (!beside.includes(f) && !told.includes(f)) slip(`${f} is not told`);
for (const f of told) if (!present.includes(f)) slip(`${f} is told, and not there`);
if (!/^[-a-z0-9._]+$/.test(pack.name) || !pack.title || pack.created) slip("the head of the package");
if (new Set(pack.resources.map((r) => r.name)).size !== pack.resources.length) slip("two resources of one name");

const tables = new Map();
for (const resource of pack.resources) {
  const bytes = readFileSync(`${out}/${resource.path}`);
  if (bytes.length !== resource.bytes) slip(`${resource.path}: ${resource.bytes} bytes told, ${bytes.length} there`);
  if (resource.hash !== `sha256:${createHash("sha256").update(bytes).digest("hex")}`) slip(`${resource.path}: hash`);
  if (!/^[-a-z0-9._]+$/.test(resource.name)) slip(`${resource.path}: the name ${resource.name}`);
  if (!resource.format) slip(`${resource.path}: no format`);
  const is_csv = /\.csv(\.gz)?$/.test(resource.path);
  if (is_csv !== (resource.profile === "tabular-data-resource")) slip(`${resource.path}: profile`);
  if (is_csv) tables.set(resource.name, { resource, rows: parse((resource.compression ? gunzipSync(bytes) : bytes).toString("utf8")) });
}

function keys(name, fields) {
  const { rows } = tables.get(name);
  const at = fields.map((f) => rows[0].indexOf(f));
  return rows.slice(1).map((row) => JSON.stringify(at.map((i) => row[i])));
}

for (const [name, { resource, rows }] of tables) {
  const fields = resource.schema.fields;
  if (rows[0].join() !== fields.map((f) => f.name).join()) slip(`${name}: header ${rows[0]} instead of ${fields.map((f) => f.name)}`);
  for (const row of rows.slice(1)) {
    if (row.length !== fields.length) slip(`${name}: a row of ${row.length} fields: ${row}`);
    fields.forEach((f, i) => {
      if (row[i] === "") {
        if (f.constraints?.required) slip(`${name}.${f.name}: empty, and required`);
      } else {
        if (!fits[f.type](row[i])) slip(`${name}.${f.name}: '${row[i]}' is no ${f.type}`);
        if (f.constraints?.enum && !f.constraints.enum.includes(row[i])) slip(`${name}.${f.name}: '${row[i]}' is not listed`);
      }
    });
  }
  for (const f of fields) if (!f.title || !f.description) slip(`${name}.${f.name}: no title or description`);
  const key = resource.schema.primaryKey;
  if (key) {
    const all = keys(name, key);
    if (new Set(all).size !== all.length) slip(`${name}: ${key} do not tell its rows apart`);
  }
  for (const foreign of resource.schema.foreignKeys ?? []) {
    const there = new Set(keys(foreign.reference.resource, foreign.reference.fields));
    for (const k of keys(name, foreign.fields)) if (!there.has(k)) slip(`${name}: ${k} is not in ${foreign.reference.resource}`);
  }
}

// ---- the dictionary ----
const [head, ...entries] = tables.get("woordenboek").rows;
const word = entries.map((row) => Object.fromEntries(head.map((h, i) => [h, row[i]])));
const has = (about, file, column, value) =>
  word.find((w) => w.soort === about && w.bestand === file && (column === undefined || w.kolom === column) && (value === undefined || w.waarde === value));
for (const [name, { resource, rows }] of tables)
  for (const column of rows[0]) {
    const entry = has("kolom", resource.path, column);
    if (!entry || !entry.betekenis || !entry.type) slip(`woordenboek: no ${name}.${column}`);
    else if (entry.betekenis === entry.omschrijving_en) slip(`woordenboek: ${name}.${column} is not in Dutch`);
  }
const figures = tables.get("indicators").rows;
const at = (name) => figures[0].indexOf(name);
for (const name of new Set(figures.slice(1).map((r) => r[at("indicator")]))) {
  const entry = has("indicator", "indicators.csv", "indicator", name);
  const row = figures.find((r) => r[at("indicator")] === name);
  if (!entry || !entry.naam || !entry.betekenis || !entry.type) slip(`woordenboek: no indicator ${name}`);
  else if (entry.eenheid !== row[at("unit")]) slip(`woordenboek: the unit of ${name}`);
  else if (!entry.niveaus.split("; ").includes(row[at("level")]) || !entry.perioden.split("; ").includes(row[at("period")])) slip(`woordenboek: where ${name} is`);
}
for (const row of figures.slice(1)) {
  if (!has("status", "indicators.csv", "status", row[at("status")])?.betekenis) slip(`woordenboek: no status ${row[at("status")]}`);
  if (row[at("category")] && !word.find((w) => w.soort === "categorie" && w.waarde === row[at("category")] && w.naam === row[at("indicator")])) slip(`woordenboek: no category ${row[at("category")]} of ${row[at("indicator")]}`);
}
const map = readFileSync(`${out}/wijken.geojson`, "utf8").split("\n").find((l) => l.startsWith('{"type":"Feature"'));
for (const property of Object.keys(JSON.parse(map.replace(/,$/, "")).properties))
  if (!word.find((w) => w.soort === "kaartkolom" && w.kolom === property)?.betekenis) slip(`woordenboek: no field ${property} of maps`);

// ---- the documents ----
if (docs) {
  const sections = new Map();
  let section;
  for (const line of readFileSync(docs, "utf8").split("\n")) {
    const heading = line.match(/^##+ (\S+\.csv)$/);
    if (heading) sections.set(heading[1], (section = { all: new Set(), first: new Set() }));
    else if (/^##/.test(line)) section = undefined;
    else if (section) {
      for (const [, name] of line.matchAll(/`([a-z0-9_]+)`/g)) section.all.add(name);
      if (line.startsWith("| `")) for (const [, name] of line.split(" | ")[0].matchAll(/`([a-z0-9_]+)`/g)) section.first.add(name);
    }
  }
  for (const [name, { resource, rows }] of tables) {
    const of = sections.get(resource.path.replace(".gz", ""));
    if (!of) slip(`docs: no section on ${resource.path}`);
    else {
      for (const column of rows[0]) if (!of.all.has(column) && !/_group$/.test(column)) slip(`docs: ${name}.${column} is not there`);
      for (const column of of.first) if (!rows[0].includes(column)) slip(`docs: ${name} has no column ${column}`);
    }
  }
}
if (slips > 0) process.exit(1);
console.log(`${pack.resources.length} files, ${tables.size} tables, ${word.length} words`);
