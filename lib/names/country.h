/* Countries by ISO 3166-1's numeric code. */
#ifndef NAMES_COUNTRY_H
#define NAMES_COUNTRY_H

/* Returns the country's short name, or NULL if the code is not assigned. */
const char *country_name(unsigned code);

#endif
