/* ATRs that a contactless reader builds: PC/SC part 3 (2.01.09), 3.1.3.2.3. The form only: a
 * contact card can have it too. */
#ifndef ATR_CONTACTLESS_H
#define ATR_CONTACTLESS_H

#include "atr/atr.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum contactless_kind {
	CONTACTLESS_NONE,    /* not 3B 8K 80 01 */
	CONTACTLESS_STORAGE, /* 80 4F LL RID SS NN: a storage card, with any interface bytes */
	CONTACTLESS_TYPE_A,  /* historical bytes of an ATS */
	CONTACTLESS_14443_4, /* 8 historical bytes: type A or type B, nobody can tell */
};

struct contactless {
	enum contactless_kind kind;
	/* Storage card */
	uint8_t rid[5];
	bool pcsc;        /* it is the PC/SC Workgroup's, whose numbers SS and NN then are */
	uint8_t standard; /* SS */
	uint16_t card;    /* NN */
	const char *standard_name; /* static; NULL if reserved */
	const char *card_name;     /* static; NULL if not assigned */
	const char *vendor; /* static; who uses that SS and NN, where it is not PC/SC's; or NULL */
	/* Type B reading of 8 historical bytes */
	uint8_t application_data[4];
	uint8_t protocol_info[3];
	uint8_t mbli;
	bool type_b; /* the 8 bytes fit type B: its reserved bits are 0 and it claims ISO/IEC
	                14443-4 */
};

struct hist;

/* Looks whether atr, whose historical bytes are hist, has the form and takes it apart. */
void contactless_parse(struct contactless *contactless, const struct atr *atr,
                       const struct hist *hist);

#endif
