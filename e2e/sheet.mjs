// A table as a property company would send it: the smallest true XLSX.
import { crc32 } from 'node:zlib'

/** The bytes of a workbook with one sheet of text. */
export function xlsx(rows) {
  const cells = rows.map((row, r) => `<row r="${r + 1}">` + row.map((text, c) =>
    `<c r="${String.fromCharCode(65 + c)}${r + 1}" t="inlineStr"><is><t>${text}</t></is></c>`).join('') + '</row>').join('')
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const ties = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const pack = 'http://schemas.openxmlformats.org/package/2006'
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const tied = (type, target) => `<Relationships xmlns="${pack}/relationships"><Relationship Id="r1" Type="${ties}/${type}" Target="${target}"/></Relationships>`
  return zip({
    '[Content_Types].xml': `<Types xmlns="${pack}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind}.worksheet+xml"/></Types>`,
    '_rels/.rels': tied('officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${ties}"><sheets><sheet name="住户" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': tied('worksheet', 'worksheets/sheet1.xml'),
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${cells}</sheetData></worksheet>`,
  })
}

// zip stores the files one after the other, without packing them.
function zip(files) {
  const parts = []
  const index = []
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const path = Buffer.from(name)
    const body = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${text}`)
    const both = Buffer.alloc(26)
    both.writeUInt16LE(20, 0)
    both.writeUInt16LE(0x21, 8) // 1 January 1980
    both.writeUInt32LE(crc32(body), 10)
    both.writeUInt32LE(body.length, 14)
    both.writeUInt32LE(body.length, 18)
    both.writeUInt16LE(path.length, 22)
    parts.push(Buffer.from('PK\x03\x04'), both, path, body)
    const where = Buffer.alloc(14)
    where.writeUInt32LE(at, 10)
    index.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), both, where, path)
    at += 30 + path.length + body.length
  }
  const table = Buffer.concat(index)
  const end = Buffer.alloc(18)
  const count = Object.keys(files).length
  end.writeUInt16LE(count, 4)
  end.writeUInt16LE(count, 6)
  end.writeUInt32LE(table.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...parts, table, Buffer.from('PK\x05\x06'), end])
}
