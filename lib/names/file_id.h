/* Names of files by their identifiers. */
#ifndef NAMES_FILE_ID_H
#define NAMES_FILE_ID_H

#include "names/family.h"

#include <stdint.h>

enum {
	MF = 0x3F00,
	DF_TELECOM = 0x7F10,
	DF_GSM = 0x7F20,
	DF_DCS1800 = 0x7F21,
	DF_CDMA = 0x7F25,
	DF_EIRENE = 0x7FE0,
	ADF = 0x7FFF
};

/* Returns the family that the files of a directory belong to: that of SIMs for DF.GSM and of CSIMs
 * for DF.CDMA, on any card; else that of the application, which is no CSIM's in the MF and in
 * DF.TELECOM. */
enum family file_directory_family(uint16_t directory, enum family family);

/* Returns the name of a file in this directory (0: unknown), in the family of the selected
 * application, or else the one of ISO/IEC 7816-4; if the family is unknown, the name in any family.
 * NULL if there is none. */
const char *file_id_name(uint16_t id, uint16_t directory, enum family family);

#endif
