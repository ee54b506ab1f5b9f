// SPDX-License-Identifier: EUPL-1.2
// tiles.mjs OUT MODULES — reads OUT/tiles.pmtiles by npm `pmtiles` and its tiles by `@mapbox/vector-tile`, and compares them
// with OUT/indicators.csv, with the specification and with each other.
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const [out, modules] = process.argv.slice(2)
const require = createRequire(`${modules}/`)
const { PMTiles, zxyToTileId } = require('pmtiles')
const { VectorTile } = await import(pathToFileURL(require.resolve('@mapbox/vector-tile')).href)
const { PbfReader, default: Pbf } = await import(pathToFileURL(require.resolve('pbf')).href)
let wrong = 0
const complain = (text) => { if (wrong++ < 15) console.error(text) }

const file = openSync(`${out}/tiles.pmtiles`)
const source = { getKey: () => 'tiles', getBytes: async (offset, length) => { const bytes = Buffer.alloc(length); readSync(file, bytes, 0, length, offset); return { data: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + length) } } }
const archive = new PMTiles(source)
const header = await archive.getHeader()
const { vector_layers: layers } = await archive.getMetadata()
const names = layers.map(({ id }) => id)

// level|code → indicator → cells, of the period that the maps show
const figures = new Map()
const [head, ...rows] = readFileSync(`${out}/indicators.csv`, 'utf8').trim().split('\n').map((line) => [...line.matchAll(/(?:"((?:[^"]|"")*)"|([^",]*))(?:,|$)/g)].map((m) => m[1]?.replaceAll('""', '"') ?? m[2]))
for (const row of rows) {
  const at = Object.fromEntries(head.map((key, i) => [key, row[i]]))
  figures.set(`${at.level}|${at.code}|${at.indicator}|${at.period}`, at)
}

const levelOf = (layer) => ({ gemeenten: 'gemeente', wijken: 'wijk', buurten: 'buurt' })[layer] ?? layer
const area2 = (ring) => ring.reduce((sum, a, i) => { const b = ring[(i + 1) % ring.length]; return sum + a.x * b.y - b.x * a.y }, 0)
let tiles = 0, features = 0, compared = 0
const seen = new Map(names.map((name) => [name, new Map()])) // zoom → ids
for (let z = header.minZoom; z <= header.maxZoom; z++) {
  const tile = (lon, lat) => [Math.floor((lon / 360 + 0.5) * 2 ** z), Math.floor((0.5 - Math.log(Math.tan(Math.PI / 4 + lat * Math.PI / 360)) / (2 * Math.PI)) * 2 ** z)]
  const [left, bottom] = tile(header.minLon, header.minLat), [right, top] = tile(header.maxLon, header.maxLat)
  for (let x = left - 1; x <= right + 1; x++) for (let y = top - 1; y <= bottom + 1; y++) { // what is in a buffer alone too
    const got = await archive.getZxy(z, x, y)
    if (!got) continue
    tiles++
    const read = new VectorTile(new (PbfReader ?? Pbf)(new Uint8Array(got.data)))
    const total = {}
    for (const [name, layer] of Object.entries(read.layers)) {
      if (layer.version !== 2 || layer.extent !== 4096) complain(`${z}/${x}/${y} ${name}: version ${layer.version}, extent ${layer.extent}`)
      total[name] = 0
      for (let i = 0; i < layer.length; i++) {
        const feature = layer.feature(i), { properties } = feature
        features++
        if (feature.type !== 3) complain(`${name}: type ${feature.type}`)
        if (!seen.get(name).has(z)) seen.get(name).set(z, new Set())
        seen.get(name).get(z).add(feature.id)
        let first = true
        for (const closed of feature.loadGeometry()) {
          const ring = closed.slice(0, -1), area = area2(ring)
          total[name] += area
          if (first && area <= 0) complain(`${z}/${x}/${y} ${name} ${properties.code}: begins with a hole`)
          if (area === 0 || ring.length < 3) complain(`${z}/${x}/${y} ${name} ${properties.code}: a ring without an area`)
          if (ring.some((p, k) => { const q = ring[(k + 1) % ring.length]; return p.x === q.x && p.y === q.y })) complain(`${name} ${properties.code}: a point twice`)
          if (ring.some(({ x: px, y: py }) => px < -64 || py < -64 || px > 4160 || py > 4160)) complain(`${name} ${properties.code}: beyond the buffer`)
          first = false
        }
        // every figure is one of indicators.csv, of a period that is the same for all areas
        for (const [key, value] of Object.entries(properties)) {
          if (!key.endsWith('_status') || properties.water) continue
          const indicator = key.slice(0, -7), row = ['2023', '2022', '2024'].map((period) => figures.get(`${levelOf(name)}|${properties.code}|${indicator}|${period}`)).find((at) => at && at.status === value && (at.value === '' ? properties[indicator] === undefined : Number(at.value) === properties[indicator]))
          if (!row) complain(`${properties.code} ${key}: ${value} ${properties[indicator]}`)
          compared++
        }
      }
    }
    // No cracks: buurten, wijken and gemeenten cover the same, to the last unit but for squares that stand for tiny areas.
    if (z >= 10 && total.buurten !== undefined && (total.buurten !== total.wijken || total.wijken !== total.gemeenten)) complain(`${z}/${x}/${y}: buurten ${total.buurten}, wijken ${total.wijken}, gemeenten ${total.gemeenten}`)
    if (zxyToTileId(z, x, y) < 0) complain('id')
  }
}
closeSync(file)
if (tiles !== header.numAddressedTiles) complain(`${tiles} tiles read, ${header.numAddressedTiles} said`)
for (const [name, zooms] of seen) {
  const counts = [...zooms.values()].map((ids) => ids.size)
  if (new Set(counts).size !== 1) complain(`${name}: areas by zoom ${counts}`)
}
console.log(`${tiles} tiles, ${features} features, ${compared} figures`)
if (wrong > 0 || compared === 0) { console.error(`${wrong} wrong`); process.exit(1) }
