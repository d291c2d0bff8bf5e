/* Recognizes the ATRs that contactless readers build: PC/SC part 3 (2.01.09), 3.1.3.2.3. A contact
 * card may send one of this form, too. */
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
	CONTACTLESS_14443_4, /* 8 historical bytes: may be type A or type B */
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
	const char *vendor;        /* static; who defined SS and NN if not PC/SC; or NULL */
	/* Type B reading of 8 historical bytes */
	uint8_t application_data[4];
	uint8_t protocol_info[3];
	uint8_t mbli;
	bool type_b; /* the 8 bytes fit type B: its reserved bits are 0 and it claims ISO/IEC
	                14443-4 */
};

struct hist;

/* Fills contactless from an ATR and its historical bytes; kind is CONTACTLESS_NONE if the ATR does
 * not have the form. */
void contactless_parse(struct contactless *contactless, const struct atr *atr,
                       const struct hist *hist);

#endif
