/* Names of files by their identifiers. */
#ifndef NAMES_FILE_ID_H
#define NAMES_FILE_ID_H

#include "names/family.h"

#include <stdint.h>

enum { MF = 0x3F00, DF_TELECOM = 0x7F10, DF_GSM = 0x7F20, DF_DCS1800 = 0x7F21, ADF = 0x7FFF };

/* Returns the family that the files of a directory belong to: that of SIMs for DF.GSM, on a UICC
 * too; else that of the application. */
enum family file_directory_family(uint16_t directory, enum family family);

/* Returns the name of a file in this directory (0: unknown), in the family of the selected
 * application, or else the one of ISO/IEC 7816-4; if the family is unknown, the name in any family.
 * NULL if there is none. */
const char *file_id_name(uint16_t id, uint16_t directory, enum family family);

#endif
