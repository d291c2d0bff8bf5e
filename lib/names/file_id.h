/* Names of files by their identifiers. */
#ifndef NAMES_FILE_ID_H
#define NAMES_FILE_ID_H

#include "names/family.h"

#include <stdint.h>

/* Returns the name of a file in the family of the selected application, or else the one of ISO/IEC
 * 7816-4; if the family is unknown, the name in any family. NULL if there is none. */
const char *file_id_name(uint16_t id, enum family family);

#endif
