/* Names of countries: ISO 3166-1. */
#ifndef NAMES_COUNTRY_H
#define NAMES_COUNTRY_H

/* Returns the short name of the country with a numeric code; NULL if it is not assigned. */
const char *country_name(unsigned code);

#endif
