import './ticket.css'

/** Choosing units and colleagues, for the screens of other modules too. */
export { PersonPicker } from './act/person-picker.tsx'
export { UnitPicker } from './act/unit-picker.tsx'
