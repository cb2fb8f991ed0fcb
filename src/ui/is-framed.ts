import { createContext } from 'react'

/** True inside `AppFrame`: a page shown there must not bring a second header and `main`. */
export const IsFramed = createContext(false)
