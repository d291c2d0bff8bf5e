#include "sys/memory.h"

#include "sys/message.h"

#include <stdatomic.h>

static atomic_bool ran_out;

void memory_ran_out(void)
{
	if (!atomic_exchange(&ran_out, true))
		message_error("out of memory");
}

bool memory_has_run_out(void)
{
	return atomic_load(&ran_out);
}
