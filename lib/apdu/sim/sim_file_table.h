/* The table of a SIM's files: what each contains. */
#ifndef APDU_SIM_SIM_FILE_TABLE_H
#define APDU_SIM_SIM_FILE_TABLE_H

#include "apdu/data_field.h"

#include <stdbool.h>
#include <stdint.h>

struct sim_file {
	uint16_t file;
	enum family family; /* FAMILY_NONE: SIMs and UICCs */
	/* One of these: its parts; a function that returns false, with nothing added, for bytes
	 * that cannot be its contents; the number in tlv_usim of the objects it consists of. */
	const struct tlv_part *parts;
	bool (*describe)(const struct data_context *context);
	uint16_t objects;
	uint8_t sfi;        /* the short identifier that the standard gives it; 0: none */
	uint16_t directory; /* the DF that alone contains it; 0: one of the usual ones */
};

/* Ended by a row of file 0. The first row of a file that matches directory and family counts. */
extern const struct sim_file sim_files_3gpp[];    /* SIMs, USIMs and ISIMs */
extern const struct sim_file sim_files_3gpp2[];   /* CSIMs and R-UIMs */
extern const struct sim_file sim_files_railway[]; /* GSM-R */

#endif
