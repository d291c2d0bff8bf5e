#include "base/day.h"

#include <stdio.h>

/* The Gregorian calendar is computed here, as gmtime_r of the C library may read TZ. 400 years have
 * 146097 days; if years begin in March, a leap day is the last day of the year. */
void day_text(char out[DAY_TEXT_SIZE], int64_t seconds)
{
	int64_t days = (seconds < 0 ? 0 : seconds) / 86400 + 719468; /* since 0000-03-01 */
	int64_t era = days / 146097, day = days % 146097;
	int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	int64_t of_year = day - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * of_year + 2) / 153; /* 0 is March */

	year += era * 400 + (month >= 10);
	snprintf(out, DAY_TEXT_SIZE, "%04lld-%02d-%02d", (long long)year,
	         (int)(month < 10 ? month + 3 : month - 9),
	         (int)(of_year - (153 * month + 2) / 5 + 1));
}
