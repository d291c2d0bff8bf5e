#include "sys/pcsc/reader_number.h"

#include "base/num.h"

#include <stdint.h>
#include <string.h>

bool reader_number(const char *wanted, const struct reader_state *states, size_t count,
                   char name[READER_NAME_SIZE])
{
	uint64_t position;

	if (!num_decimal(wanted, SIZE_MAX, &position))
		return false;
	for (size_t i = 0; position >= count && i < count; i++)
		if (strcmp(states[i].name, wanted) == 0)
			position = i;
	if (position >= count)
		return false;
	memcpy(name, states[position].name, READER_NAME_SIZE);
	return true;
}
