#include "sys/pcsc/pcsc_trace.h"

#include "sys/clock.h"

static pcsc_listener *listener;

void pcsc_trace_to(pcsc_listener *function)
{
	listener = function;
}

/* In microseconds. */
uint64_t pcsc_trace_time(void)
{
	return listener != NULL ? clock_us() : 0;
}

void pcsc_trace_report(uint64_t began, uint32_t code, struct pcsc_call call)
{
	if (listener == NULL)
		return;
	call.code = code;
	call.microseconds = pcsc_trace_time() - began;
	listener(&call);
}
