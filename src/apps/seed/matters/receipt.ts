const PAGE = `%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>> endobj
4 0 obj <</Length 48>> stream
BT /F1 14 Tf 30 110 Td (Receipt of the demo) Tj ET
endstream endobj
5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj
trailer <</Root 1 0 R>>
%%EOF
`

/** A receipt as the desk scans one (凭证): a page that says that it is of the demo. */
export const RECEIPT = {
  name: '退款凭证.pdf',
  type: 'application/pdf',
  data: Buffer.from(PAGE).toString('base64'),
} as const
