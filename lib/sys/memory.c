#include "sys/memory.h"

#include "sys/message.h"

#include <stdatomic.h>
#include <string.h>

static atomic_bool ran_out;

void memory_ran_out(void)
{
	if (!atomic_exchange(&ran_out, true))
		message_error("out of memory");
}

void memory_no_thread(int error)
{
	if (!atomic_exchange(&ran_out, true))
		message_error("cannot start a thread: %s", strerror(error));
}

bool memory_has_run_out(void)
{
	return atomic_load(&ran_out);
}
