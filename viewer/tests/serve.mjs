// SPDX-License-Identifier: EUPL-1.2
// A static web server that answers range requests, and nothing else.
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

export async function serve(folder) {
  const server = createServer(async (request, answer) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://x').pathname)).replace(/\/$/, '/index.html')
    try {
      const bytes = await readFile(join(folder, path))
      const head = { 'content-type': types[extname(path)] ?? 'application/octet-stream', 'accept-ranges': 'bytes' }
      const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
      if (from === undefined) { answer.writeHead(200, { ...head, 'content-length': bytes.length }); answer.end(bytes); return }
      const part = bytes.subarray(Number(from), to ? Number(to) + 1 : undefined)
      answer.writeHead(206, { ...head, 'content-length': part.length, 'content-range': `bytes ${from}-${Number(from) + part.length - 1}/${bytes.length}` })
      answer.end(part)
    } catch { answer.writeHead(404); answer.end() }
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() }
}
