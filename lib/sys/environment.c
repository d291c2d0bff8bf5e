#include "sys/environment.h"

#include <stdlib.h>

const char *environment_value(const char *name)
{
	return getenv(name);
}
