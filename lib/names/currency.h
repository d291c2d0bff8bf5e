/* Currencies by ISO 4217's numeric code. */
#ifndef NAMES_CURRENCY_H
#define NAMES_CURRENCY_H

/* Returns "EUR, Euro"; NULL if the code is not assigned. */
const char *currency_name(unsigned code);

#endif
