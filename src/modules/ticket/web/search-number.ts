/**
 * TK-261121-0007, 261121-0007, 0007, or a tracking code such as K7QM-3F9D: letters, and a digit or the dash. Names, telephones and
 * documents are none of these, so they never stand in an address.
 */
export const isNumber = (text: string): boolean =>
  /^tk[\d-]{2,}$/i.test(text) ||
  /^(?:\d{6}-)?\d{4}$/.test(text) ||
  /^(?=.*[a-z])(?=.*[\d-])[2-9a-z]{4}-?[2-9a-z]{4}$/i.test(text)
