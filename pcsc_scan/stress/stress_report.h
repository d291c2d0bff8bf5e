/* The reports of -s on a card. */
#ifndef PCSC_SCAN_STRESS_STRESS_REPORT_H
#define PCSC_SCAN_STRESS_STRESS_REPORT_H

#include "base/latency.h"
#include "base/reader_state.h"
#include "render/render_atr.h"
#include "render/json.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct stress_report {
	size_t index;
	char reader[READER_NAME_SIZE];
	const uint8_t *command;
	size_t command_length;
	double per_second; /* commands, since the previous report; in the summary over all the time
	                    */
	double seconds;    /* since the first command */
	bool answered;     /* the last response had a status word */
	uint8_t sw[2];     /* that status word */
	bool ended;        /* this is the summary */
	uint32_t code;     /* the PC/SC error that ended it; PCSC_OK: it was stopped */
	struct latency latency;
};

void stress_report_text(const struct stress_report *report, const struct layout *layout, FILE *out);
void stress_report_json(const struct stress_report *report, struct json *json, FILE *out);

#endif
