/** Writes `docs/openapi.json` from the endpoints of the code; `npm test` fails when the two differ. */
import { writeFile } from 'node:fs/promises'
import { houseDocument } from '#apps/server/document.ts'

await writeFile(new URL('../docs/openapi.json', import.meta.url), `${JSON.stringify(houseDocument(), null, 2)}\n`)
process.stdout.write('docs/openapi.json\n')
