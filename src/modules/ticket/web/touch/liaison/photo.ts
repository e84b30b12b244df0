/** Longest side of a photo that is sent, in px: papers stay readable, and a bad line takes it. */
const LONGEST = 1600
/** The house takes 2 MB; a photo of this size is usually under 400 KB. */
const MOST_BYTES = 2 * 1024 * 1024
const QUALITIES = [0.82, 0.6, 0.4] as const

/** A photo as the house takes it: JPEG, at most 1600 px on its longest side, base64. Throws where the file is no picture. */
export async function shrinkPhoto(file: Blob): Promise<string> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('this browser cannot draw')
  // A transparent picture would turn black as JPEG.
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  for (const quality of QUALITIES) {
    const data = canvas.toDataURL('image/jpeg', quality).split(',')[1] ?? ''
    if (data.length * 0.75 <= MOST_BYTES) return data
  }
  throw new Error('this picture stays too large')
}
