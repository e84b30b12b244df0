import { useQueryClient } from '@tanstack/react-query'
import { listItems, readCatalogue, readItemVersion } from '../../contract.ts'

/** Reads the catalogue again after an act of this desk. */
export function useCatalogueRefresh(): () => void {
  const queries = useQueryClient()
  return () => {
    for (const endpoint of [readCatalogue, readItemVersion, listItems])
      void queries.invalidateQueries({ queryKey: [endpoint.id] })
  }
}
