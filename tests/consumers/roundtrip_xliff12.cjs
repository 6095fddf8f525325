// Reads XLIFF 1.2 from standard input with the npm package `xliff`, and writes what it has read as XLIFF 1.2 again.
const fs = require('node:fs')
const xliff = require('xliff')

const read = xliff.xliff12ToJs(fs.readFileSync(0, 'utf8'))
read.then((document) => xliff.jsToXliff12(document)).then((again) => process.stdout.write(again))
