import { useEffect, useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { call } from '#ui/client.ts'
import { setHospitalZone } from '#ui/language.ts'
import { readHospital } from '../../contract.ts'

export type Hospital = Answer<typeof readHospital>

const STORED_AS = 'yiguanjia.hospital'

/** Whose page this is and its telephone, remembered on the device: without a network the number is needed most. */
export function useHospital(): Hospital | null {
  const [hospital, setHospital] = useState(remembered)
  useEffect(() => {
    const asking = new AbortController()
    call(readHospital, {}, { signal: asking.signal }).then(
      fresh => {
        remember(fresh)
        setHospital(fresh)
      },
      () => {
        // What was remembered is still true.
      },
    )
    return () => asking.abort()
  }, [])
  return hospital
}

function remembered(): Hospital | null {
  try {
    const kept = JSON.parse(localStorage.getItem(STORED_AS) ?? 'null') as Hospital | null
    if (kept) setHospitalZone(kept.zone)
    return kept
  } catch {
    return null
  }
}

function remember(hospital: Hospital): void {
  setHospitalZone(hospital.zone)
  try {
    localStorage.setItem(STORED_AS, JSON.stringify(hospital))
  } catch {
    // Asked again next time.
  }
}
