#include "base/day.h"

#include <stdio.h>
#include <time.h>

void day_text(char out[DAY_TEXT_SIZE], int64_t seconds)
{
	time_t time = seconds < 0 ? 0 : (time_t)seconds;
	struct tm day;

	if (gmtime_r(&time, &day) == NULL || strftime(out, DAY_TEXT_SIZE, "%Y-%m-%d", &day) == 0)
		(void)snprintf(out, DAY_TEXT_SIZE, "an unknown day");
}
