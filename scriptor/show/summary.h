/* What a whole use of scriptor came to. */
#ifndef SCRIPTOR_SHOW_SUMMARY_H
#define SCRIPTOR_SHOW_SUMMARY_H

#include "scriptor/options.h"
#include "scriptor/show/report.h"
#include "scriptor/show/transcript.h"

#include <stdbool.h>

/* Counts the cases of a report, which must outlive the summary. */
struct summary summary_of(const struct report *report, int status);
/* Writes a line on standard error where the options ask for tests; ran: the scripts could be
 * parsed. */
void summary_note(const struct summary *summary, const struct options *options, bool ran);

#endif
