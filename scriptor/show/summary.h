/* The summary of a run. */
#ifndef SCRIPTOR_SHOW_SUMMARY_H
#define SCRIPTOR_SHOW_SUMMARY_H

#include "scriptor/options.h"
#include "scriptor/show/report.h"
#include "scriptor/show/transcript.h"

#include <stdbool.h>

/* Returns the summary of a report, which must outlive it; status is the exit status. */
struct summary summary_of(const struct report *report, int status);
/* Writes the summary in a line on standard error, if the options ask for tests. ran: the scripts
 * were run, and not refused because of errors. */
void summary_note(const struct summary *summary, const struct options *options, bool ran);

#endif
