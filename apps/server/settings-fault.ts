/** A setting that is not understood: said in one line with the remedy, exit status 2. */
export class SettingsFault extends Error {}
