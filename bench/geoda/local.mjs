// SPDX-License-Identifier: EUPL-1.2
// node local.mjs AREAS.geojson FOLDER COUNT — Local Moran by libgeoda (jsgeoda: WebAssembly, one thread) on the values that
// bench/pattern.c wrote in FOLDER, with queen neighbours of its own, which miss where shapes touch in the middle of an edge.
// Prints `name=value` a line: links and seconds, by the faster of its two ways to permute. Where the statistics are those of
// local.csv, as they are in nearly all areas, the p-values must be so too but for what draws differ.
import { readFileSync } from "node:fs";
import jsgeoda from "jsgeoda";

const [areas, folder, count] = process.argv.slice(2);
const linesOf = (name) => readFileSync(`${folder}/${name}`, "utf8").trim().split("\n");
const value = linesOf("value.txt").map(Number);
const ours = linesOf("local.csv").slice(1).map((line) => line.split(",").map(Number));

// How many areas have our statistic (it makes links of its own, and sees no borders that cross), and how many of these a p that is further off than draws can be.
function compare(found) {
  const same = ours.map(([statistic, p], i) => [i, statistic, p]).filter(([i, s]) => Math.abs(s - found.lisaValues[i]) < 1e-9);
  const errorOf = (p) => Math.sqrt((2 * p * (1 - p)) / count) + 2 / count;
  const wrong = same.filter(([i, , p]) => Math.abs(p - found.pvalues[i]) > 6 * errorOf(p));
  return { same: same.length, wrong: wrong.length };
}

const geoda = await jsgeoda.New();
const file = readFileSync(areas);
const map = geoda.readGeoJSON(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength));
const weights = geoda.getQueenWeights(map, 1, false, 0.001);
console.log(`geoda_links=${Math.round(weights.meanNeighbors * value.length)}`);
const begun = performance.now();
const found = geoda.localMoran(weights, value, Number(count), "lookup", 1, 1);
console.log(`geoda=${((performance.now() - begun) / 1000).toFixed(3)}`);
const { same, wrong } = compare(found);
console.log(`geoda_checked=${same}`);
if (same < 0.4 * value.length || wrong > 0) {
  console.error(`local.mjs: ${same} statistics of ${value.length} are the same, ${wrong} p-values of these are not`);
  process.exitCode = 1;
}
