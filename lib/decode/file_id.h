/* Files by identifier. */
#ifndef DECODE_FILE_ID_H
#define DECODE_FILE_ID_H

#include "decode/family.h"

#include <stdint.h>

/* The file's name where the selected application's family has one, else ISO/IEC 7816-4's; where the
 * family is not known, any that has one. NULL where there is none. */
const char *file_id_name(uint16_t id, enum family family);

#endif
