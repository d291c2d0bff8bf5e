/* Files by identifier. */
#ifndef NAMES_FILE_ID_H
#define NAMES_FILE_ID_H

#include "names/family.h"

#include <stdint.h>

/* Returns the file's name where the selected application's family has one, else ISO/IEC 7816-4's;
 * where the family is not known, any that has one. Returns NULL if there is none. */
const char *file_id_name(uint16_t id, enum family family);

#endif
