/* What a whole use of scriptor came to: JSON's last event, and a line for a person. */
#ifndef SCRIPTOR_SHOW_SUMMARY_H
#define SCRIPTOR_SHOW_SUMMARY_H

#include "scriptor/options.h"
#include "scriptor/show/report.h"
#include "scriptor/show/transcript.h"

#include <stdbool.h>

/* ran: the scripts could be parsed. */
void summary_tell(const struct report *report, struct show *show, const struct options *options,
                  int status, bool ran);

#endif
