/* References to PINs and keys by name, as VERIFY, GENERAL AUTHENTICATE and access rules have
 * them. */
#ifndef NAMES_REFERENCE_H
#define NAMES_REFERENCE_H

#include "names/family.h"
#include "words/words.h"

#include <stdint.h>

/* Adds the name of a PIN, or of a key, in this family: "PIN1", "PW1 for signatures"; else what
 * ISO/IEC 7816-4:2005, table 65, says of the byte: "specific (DF) reference 1". */
void reference_text(struct words *words, uint8_t reference, enum family family);

/* Does the same where it is known to be that of a key; else "key 81". */
void key_reference_text(struct words *words, uint8_t reference, enum family family);

/* Returns a cryptographic algorithm of PIV (NIST SP 800-78-4, table 6-2); NULL if it is not known.
 */
const char *piv_algorithm_name(uint8_t algorithm);

#endif
