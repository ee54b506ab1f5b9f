// SPDX-License-Identifier: EUPL-1.2
// viewer_data.mjs OUT — compares every figure, area and sheet of OUT/viewer/data with the CSV files of OUT.
import { readdirSync, readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'

const out = process.argv[2]
let wrong = 0
const complain = (text) => { if (wrong++ < 20) console.error(text) }

const data = {}
for (const file of readdirSync(`${out}/viewer/data`).filter((name) => name.endsWith('.js'))) {
  runInNewContext(readFileSync(`${out}/viewer/data/${file}`, 'utf8'), {
    kansenkompas: (name, value) => {
      if (`${name}.js` !== file) complain(`${file} hands over '${name}'`)
      data[name] = JSON.parse(JSON.stringify(value))
    },
  })
}

// Rows of a CSV (RFC 4180) as objects.
function readCsv(name) {
  const rows = [[]]
  for (const [, quoted, plain, end] of readFileSync(`${out}/${name}`, 'utf8').matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/g)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === '\n') rows.push([])
  }
  rows.pop()
  const head = rows.shift()
  return rows.map((row) => Object.fromEntries(head.map((key, i) => [key, row[i]])))
}

const { project } = data
const number = (text) => (text === '' ? null : Number(text))
const index = {}
for (const { name, areas } of project.levels) {
  const list = data[`areas-${name}`]
  if (list.code.length !== areas) complain(`${name}: ${list.code.length} areas`)
  index[name] = new Map(list.code.map((code, i) => [code, i]).filter(([, i]) => !list.water[i]))
}

let compared = 0
const shown = new Set()
for (const indicator of project.indicators)
  for (const level of Object.keys(indicator.on)) shown.add(`${level}|${indicator.name}`)
for (const row of readCsv('indicators.csv')) {
  if (!shown.has(`${row.level}|${row.indicator}`)) continue
  const figures = data[`figures-${row.level}-${row.indicator}`]?.[row.period]
  const i = index[row.level].get(row.code)
  if (!figures || i === undefined) { complain(`no ${row.indicator} ${row.period} of ${row.code}`); continue }
  for (const key of ['value', 'lower', 'upper', 'numerator', 'denominator']) {
    const here = figures[key]?.[i] ?? null
    if (here !== number(row[key])) complain(`${row.code} ${row.indicator} ${row.period} ${key}: ${here}, not '${row[key]}'`)
  }
  const status = project.statuses[figures.status[i]].name
  if (status !== row.status) complain(`${row.code} ${row.indicator}: ${status}, not ${row.status}`)
  const hiddenBy = figures.hidden_by?.[i]
  if ((hiddenBy == null ? '' : project.statuses[hiddenBy].name) !== row.hidden_by) complain(`${row.code} ${row.indicator}: hidden by ${hiddenBy}`)
  compared++
}
for (const row of readCsv('areas.csv')) {
  const list = data[`areas-${row.level}`]
  const i = index[row.level].get(row.code)
  if (list?.name[i] !== row.name) complain(`${row.code} is ${list?.name[i]}, not ${row.name}`)
  if (row.level !== 'wijkteam' && row.in_level in (list?.in ?? {})) {
    const around = list.in[row.in_level][i]
    if (data[`areas-${row.in_level}`].code[around] !== row.in_code) complain(`${row.code} is not in ${row.in_code}`)
  }
}
let cells = 0
for (const [name, sheet] of Object.entries(data.sheets ?? {})) {
  const rows = readCsv(`${name}.csv`)
  if (rows.length !== sheet.rows.length) complain(`${name}: ${sheet.rows.length} rows, not ${rows.length}`)
  rows.forEach((row, r) => sheet.columns.forEach((column, c) => {
    const cell = sheet.rows[r][c]
    const same = cell === null ? row[column.name] === '' : typeof cell === 'number' ? cell === Number(row[column.name]) : String(cell) === row[column.name]
    if (!same) complain(`${name} row ${r} ${column.name}: ${cell}, not '${row[column.name]}'`)
    cells++
  }))
}
for (const [name, file] of [['explanation', 'explanation.json'], ['siting', 'siting.geojson'], ['stories', 'stories.json']]) {
  if (project[name] !== name in data) complain(`${name}: said ${project[name]}`)
  if (name in data && JSON.stringify(data[name]) !== JSON.stringify(JSON.parse(readFileSync(`${out}/${file}`, 'utf8')))) complain(`${name} is not ${file}`)
}
// Every legend holds every figure that is shown.
for (const indicator of project.indicators) {
  for (const [level, { shown: period, legend }] of Object.entries(indicator.on)) {
    const { value = [], status } = data[`figures-${level}-${indicator.name}`][period]
    value.forEach((v, i) => {
      if (v === null || project.statuses[status[i]].name === 'parent') return
      const fits = legend.category ? legend.entries.some(({ low }) => low === v) : legend.entries.length > 0 && v >= legend.entries[0].low && v <= legend.entries.at(-1).high
      if (!fits) complain(`${indicator.name} ${level}: ${v} is not in the legend`)
    })
  }
}
// Arcs join: the rings of every geometry close.
const { arcs, objects } = data.map
const ends = arcs.map((arc) => arc.slice(1).reduce(([x, y], [dx, dy]) => [x + dx, y + dy], arc[0]))
for (const [plural, { geometries }] of Object.entries(objects)) {
  if (geometries.length !== project.levels.find((level) => level.plural === plural).areas) complain(`${plural}: ${geometries.length} shapes`)
  for (const geometry of geometries)
    for (const ring of (geometry.arcs ?? []).flat())
      ring.forEach((arc, k) => {
        const [from, next] = [arc, ring[(k + 1) % ring.length]]
        const end = from < 0 ? arcs[~from][0] : ends[from]
        const begin = next < 0 ? ends[~next] : arcs[next][0]
        if (end[0] !== begin[0] || end[1] !== begin[1]) complain(`${plural}: a ring does not close`)
      })
}
console.log(`${compared} figures, ${cells} cells of sheets, ${arcs.length} arcs`)
if (compared === 0 || wrong > 0) { console.error(`${wrong} differences`); process.exit(1) }
