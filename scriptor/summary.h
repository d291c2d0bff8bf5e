/* What a whole use of scriptor came to: JSON's last event, and a line for a person. */
#ifndef SCRIPTOR_SUMMARY_H
#define SCRIPTOR_SUMMARY_H

#include "options.h"
#include "report.h"
#include "show.h"

#include <stdbool.h>

/* ran: the scripts could be parsed. */
void summary_tell(const struct report *report, struct show *show, const struct options *options,
                  int status, bool ran);

#endif
