/* The tables of PC/SC part 3, supplemental document, and of vendors who number cards beside it. */
#ifndef ATR_CONTACTLESS_TABLES_H
#define ATR_CONTACTLESS_TABLES_H

#include <stdint.h>

/* SS (table 2); NULL if reserved, and for 00, which gives none. */
const char *contactless_standard_name(uint8_t standard);

/* NN (table 3); NULL if not assigned, and for 0000, which gives none. */
const char *contactless_card_name(uint16_t card);

/* A number that is not PC/SC's but a vendor's. */
struct contactless_vendor {
	uint8_t standard;     /* SS; CONTACTLESS_ANY for all */
	uint16_t first, last; /* NN */
	const char *name;
	const char *vendor;
};
enum { CONTACTLESS_ANY = 0xFF };

/* Returns the row for SS and NN, or NULL. */
const struct contactless_vendor *contactless_vendor(uint8_t standard, uint16_t card);

#endif
