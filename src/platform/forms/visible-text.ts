/**
 * Beside spaces, formats and marks on their own, Unicode has letters and symbols that are drawn as nothing: the Hangul
 * fillers are ignorable by default, the braille blank and the null note are not.
 */
const VISIBLE = /[^\p{Z}\p{C}\p{M}\p{Default_Ignorable_Code_Point}\u2800\u{1D159}]/u

/** Whether a reader sees anything of it. */
export const isVisible = (text: string): boolean => VISIBLE.test(text)
