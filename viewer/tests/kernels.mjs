// SPDX-License-Identifier: EUPL-1.2
// kernels.mjs KERNELS.wasm <tapes >results: plays the tapes of kernels_native in WebAssembly.
// Prints on standard error how many numbers came out, and how many indices and divisions by each principle were made.
import { readFileSync, writeSync } from 'node:fs';

const { instance } = await WebAssembly.instantiate(readFileSync(process.argv[2]));
const { memory, kernel_reset, kernel_list, kernel_index, kernel_divide } = instance.exports;

const bytes = readFileSync(0);
const tape = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
const results = [];
const made = new Map();
for (let at = 0; at < tape.length; ) {
    const [what, count, length] = tape.subarray(at, at + 3);
    at += 3;
    kernel_reset();
    const input = kernel_list(count), output = kernel_list(length);
    new Float64Array(memory.buffer, input, count).set(tape.subarray(at, at + count));
    const answer = what ? kernel_divide(input, output) : kernel_index(input, output);
    const kind = !what ? 'index' : answer === 0 ? `principle${tape[at + 1]}` : `flaw${answer}`;
    made.set(kind, (made.get(kind) ?? 0) + 1);
    results.push(Float64Array.of(answer), new Float64Array(memory.buffer, output, length).slice());
    at += count;
}
for (const result of results) {
    const out = Buffer.from(result.buffer);
    for (let at = 0; at < out.length; ) at += writeSync(1, out, at);
}
console.error('numbers', results.reduce((sum, result) => sum + result.filter(Number.isFinite).length, 0));
for (const [kind, count] of [...made].sort()) console.error(kind, count);
