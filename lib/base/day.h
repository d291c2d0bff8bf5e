/* Days of the calendar. */
#ifndef BASE_DAY_H
#define BASE_DAY_H

#include <stdint.h>

enum { DAY_TEXT_SIZE = 32 };

/* Writes the date of a time in s since 1970, UTC: "2023-01-22". */
void day_text(char out[DAY_TEXT_SIZE], int64_t seconds);

#endif
