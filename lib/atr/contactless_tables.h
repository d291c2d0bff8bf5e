/* Names of storage cards: the tables of PC/SC part 3, supplemental document, and numbers that
 * vendors assigned on their own. */
#ifndef ATR_CONTACTLESS_TABLES_H
#define ATR_CONTACTLESS_TABLES_H

#include <stdint.h>

/* Returns the name of the standard SS (table 2); NULL for 00 and for reserved values. */
const char *contactless_standard_name(uint8_t standard);

/* Returns the name of the card NN (table 3); NULL for 0000 and for numbers that are not assigned.
 */
const char *contactless_card_name(uint16_t card);

/* Numbers NN that a vendor assigned. */
struct contactless_vendor {
	uint8_t standard;     /* SS; CONTACTLESS_ANY for all */
	uint16_t first, last; /* NN */
	const char *name;     /* of the card */
	const char *vendor;
};
enum { CONTACTLESS_ANY = 0xFF };

/* Returns the vendor's row for SS and NN; NULL if there is none. */
const struct contactless_vendor *contactless_vendor(uint8_t standard, uint16_t card);

#endif
