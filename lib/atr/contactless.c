#include "atr/contactless.h"

#include "atr/contactless_tables.h"
#include "atr/hist.h"

#include <string.h>

/* RID of the PC/SC Workgroup, whose tables define SS and NN. */
static const uint8_t pcsc_rid[5] = {0xA0, 0x00, 0x00, 0x03, 0x06};

/* Returns whether the ATR is 3B 8K 80 01, K historical bytes and TCK. */
static bool has_form(const struct atr *atr)
{
	return atr->length >= 5 && atr->bytes[0] == 0x3B && atr->bytes[1] >> 4 == 8 &&
		atr->bytes[2] == 0x80 && atr->bytes[3] == 0x01 &&
		atr->length == (atr->bytes[1] & 15) + 5;
}

/* 80 4F LL, followed by RID, SS, NN and reserved bytes: 3.1.3.2.3.2. */
static void read_storage(struct contactless *contactless, const uint8_t *historical)
{
	const struct contactless_vendor *vendor;

	contactless->kind = CONTACTLESS_STORAGE;
	memcpy(contactless->rid, historical + 3, sizeof contactless->rid);
	contactless->standard = historical[8];
	contactless->card = (uint16_t)(historical[9] << 8 | historical[10]);
	contactless->pcsc = memcmp(contactless->rid, pcsc_rid, sizeof pcsc_rid) == 0;
	if (!contactless->pcsc)
		return;
	contactless->standard_name = contactless_standard_name(contactless->standard);
	contactless->card_name = contactless_card_name(contactless->card);
	if (contactless->card_name != NULL)
		return;
	vendor = contactless_vendor(contactless->standard, contactless->card);
	if (vendor != NULL) {
		contactless->card_name = vendor->name;
		contactless->vendor = vendor->vendor;
	}
}

/* Application data and protocol info from ATQB, MBLI from the answer to ATTRIB: 3.1.3.2.3.1. */
static void read_type_b(struct contactless *contactless, const uint8_t *historical)
{
	const uint8_t *info = historical + 4;

	memcpy(contactless->application_data, historical, sizeof contactless->application_data);
	memcpy(contactless->protocol_info, info, sizeof contactless->protocol_info);
	contactless->mbli = historical[7] >> 4;
	contactless->type_b =
		(info[0] & 0x08) == 0 && (info[1] & 0x09) == 0x01 && (historical[7] & 0x0F) == 0;
}

void contactless_parse(struct contactless *contactless, const struct atr *atr,
                       const struct hist *hist)
{
	const uint8_t *historical = atr->bytes + atr->historical.offset;

	*contactless = (struct contactless){.kind = CONTACTLESS_NONE};
	if (hist->form == HIST_STORAGE && hist->length == hist->announced) {
		read_storage(contactless, historical);
	} else if (has_form(atr)) {
		contactless->kind = CONTACTLESS_TYPE_A;
		if (hist->length == 8) {
			contactless->kind = CONTACTLESS_14443_4;
			read_type_b(contactless, historical);
		}
	}
}
