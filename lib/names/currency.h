/* Currencies by ISO 4217's numeric code. */
#ifndef NAMES_CURRENCY_H
#define NAMES_CURRENCY_H

/* Returns the letters and the name of the currency with a numeric code: "EUR, Euro"; NULL if it is
 * not assigned. */
const char *currency_name(unsigned code);

#endif
