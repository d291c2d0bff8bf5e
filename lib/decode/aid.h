/* Names of application identifiers (ISO/IEC 7816-5). */
#ifndef DECODE_AID_H
#define DECODE_AID_H

#include <stddef.h>
#include <stdint.h>

/* The application whose identifier is the longest known start of aid (or all of it where only the whole
 * counts); NULL where none is known. */
const char *aid_name(const uint8_t *aid, size_t length);

#endif
