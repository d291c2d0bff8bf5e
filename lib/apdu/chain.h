/* Commands whose data goes on in the next one: those that are chained (ISO/IEC 7816-4:2005,
 * 5.1.1.1; CTAP 2.1, 11.3.5.1), and the blocks of STORE DATA (GlobalPlatform Card Specification
 * 2.3, 11.11.2). */
#ifndef APDU_CHAIN_H
#define APDU_CHAIN_H

#include "apdu/apdu.h"

#include <stdbool.h>

enum { CHAINING = 0x10 }; /* in CLA */

/* Returns true if the command is a STORE DATA whose blocks can be joined. With secure messaging
 * each of them ends with a MAC of its own. */
bool chain_is_store_data(const struct apdu *apdu);

/* Returns true if P1 of a STORE DATA says that its data are BER-TLV objects (11.11.2.1). */
bool chain_has_objects(uint8_t p1);

/* Returns true if the data of the command goes on in the next one. */
bool chain_goes_on(const struct apdu *apdu);

/* Returns true if the command can be the first part. */
bool chain_begins(const struct apdu *apdu);

/* Returns true if the command can be the part after that with this CLA INS P1 P2. */
bool chain_continues(const uint8_t header[static 4], const struct apdu *apdu);

#endif
