/* --doctor: finds out, from the bottom up, why a reader or a card does not work. */
#ifndef PCSC_SCAN_DOCTOR_DOCTOR_H
#define PCSC_SCAN_DOCTOR_DOCTOR_H

#include "pcsc_scan/options.h"

/* Examines the system, prints the findings, and ends with a diagnosis and the command that
 * helps. Never connects to a card. Returns the exit status. */
int doctor_run(const struct scan_options *options);

#endif
