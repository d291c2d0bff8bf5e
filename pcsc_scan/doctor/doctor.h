/* --doctor: from the bottom up, why a reader or a card is not seen. */
#ifndef PCSC_SCAN_DOCTOR_DOCTOR_H
#define PCSC_SCAN_DOCTOR_DOCTOR_H

#include "pcsc_scan/options.h"

/* Looks at everything, prints what was found, and ends with one sentence and one command. Never
 * connects to a card. Returns the status to end with. */
int doctor_run(const struct scan_options *options);

#endif
