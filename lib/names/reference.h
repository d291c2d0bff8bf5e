/* Names of PINs and keys by their references, as in VERIFY, GENERAL AUTHENTICATE and access rules.
 */
#ifndef NAMES_REFERENCE_H
#define NAMES_REFERENCE_H

#include "names/family.h"
#include "words/words.h"

#include <stdint.h>

/* Adds the name of the PIN or key with this reference in the family: "PIN1", "PW1 for signatures";
 * if it has none, the meaning of the byte in ISO/IEC 7816-4:2005, table 65: "specific (DF)
 * reference 1". */
void reference_text(struct words *words, uint8_t reference, enum family family);

/* Does the same for the reference of a key; if it has no name, adds "key 81". */
void key_reference_text(struct words *words, uint8_t reference, enum family family);

/* Returns the name of a cryptographic algorithm of PIV (NIST SP 800-78-4, table 6-2); NULL if
 * unknown. */
const char *piv_algorithm_name(uint8_t algorithm);

#endif
