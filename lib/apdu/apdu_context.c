#include "apdu/apdu_context.h"

#include "apdu/chain.h"
#include "apdu/cla.h"
#include "apdu/ins.h"
#include "names/file_id.h"
#include "tlv/file_value.h"
#include "tlv/ndef/ndef_container.h"
#include "tlv/ndef/ndef_message.h"
#include "tlv/tlv.h"

#include <string.h>

enum {
	MANAGE_ENVIRONMENT = 0x22,
	SELECT = 0xA4,
	BY_IDENTIFIER = 0x00, /* P1 of SELECT: ISO/IEC 7816-4:2005, table 39 */
	PARENT = 0x03,
	BY_NAME = 0x04,
	BY_PATH = 0x08,
	READ_BINARY = 0xB0,
	GET_RESPONSE = 0xC0,
	GET_DATA = 0xCB, /* by a tag list */
	SEND_REMAINING = 0xA5,
	CTAP_MESSAGE = 0x10,
	CTAP_GET_RESPONSE = 0x11,
	MORE_FRAMES = 0xAF
};

static bool has_channels(uint8_t cla)
{
	return cla < 0x80 || ins_group(cla) == INS_GLOBAL;
}

/* SIMs and the first Calypso cards have files, but no channels: what their classes select is
 * selected on the basic channel. */
static bool has_files(uint8_t cla)
{
	return has_channels(cla) || ins_group(cla) == INS_SIM || cla_is_calypso(cla);
}

static size_t channel_of(uint8_t cla)
{
	return has_channels(cla) ? cla_read(cla).channel : 0;
}

static bool is_get_response(uint8_t cla, uint8_t ins)
{
	return ins == GET_RESPONSE && has_files(cla);
}

/* SEND REMAINING of Yubico's OATH */
static bool is_send_remaining(const struct apdu_context *context, uint8_t cla, uint8_t ins)
{
	return ins == SEND_REMAINING && ins_group(cla) == INS_ISO &&
		apdu_context_family(context, cla) == FAMILY_OATH;
}

bool apdu_fetches_more(const struct apdu_context *context, uint8_t cla, uint8_t ins)
{
	return is_get_response(cla, ins) || is_send_remaining(context, cla, ins) ||
		(context->frames > 0 && ins == MORE_FRAMES && ins_group(cla) == INS_DESFIRE);
}

enum family apdu_context_family(const struct apdu_context *context, uint8_t cla)
{
	if (cla_is_calypso(cla))
		return FAMILY_CALYPSO;
	if (context == NULL || !has_channels(cla))
		return FAMILY_NONE;
	return context->channels[cla_read(cla).channel].family;
}

struct apdu_selection apdu_context_selected(const struct apdu_context *context, uint8_t cla)
{
	if (context == NULL || !has_files(cla))
		return (struct apdu_selection){0};
	return context->channels[channel_of(cla)].selected;
}

size_t apdu_ndef_length_bytes(enum family family, const struct apdu_selection *selected)
{
	enum { USUAL = 2 };

	if (family != FAMILY_NDEF)
		return 0;
	if (selected->ndef_file == 0)
		return selected->file == NDEF_FILE ? USUAL : 0;
	return selected->file == selected->ndef_file ? selected->ndef_length_bytes : 0;
}

static void remember(struct apdu_application *application, const uint8_t *aid, size_t length)
{
	const struct aid_row *row;

	*application = (struct apdu_application){.family = FAMILY_OTHER,
	                                         .selected = application->selected};
	if (length == 0 || length > AID_MAX)
		return;
	memcpy(application->aid, aid, length);
	application->aid_length = (uint8_t)length;
	row = aid_find(aid, length);
	if (row != NULL)
		application->family = row->family;
}

/* After success or a warning the selection takes effect (ISO/IEC 7816-4, 5.1.3; 9F: 3GPP TS 51.011,
 * 9.4.1). */
static bool is_done(const uint8_t *response, size_t length)
{
	uint8_t sw1 = response[length - 2];

	return sw1 == 0x61 || sw1 == 0x62 || (sw1 == 0x90 && response[length - 1] == 0) ||
		sw1 == 0x91 || sw1 == 0x9F;
}

bool apdu_get_name(const uint8_t *data, size_t length, const uint8_t **name, size_t *name_length)
{
	const uint8_t *fci;
	size_t fci_length;

	return (tlv_get(data, length, 0x6F, &fci, &fci_length) ||
	        tlv_get(data, length, 0x62, &fci, &fci_length)) &&
		tlv_get(fci, fci_length, 0x84, name, name_length);
}

static bool is_uicc_fcp(const uint8_t *data, size_t length)
{
	const uint8_t *fcp;
	size_t fcp_length;

	return tlv_get(data, length, 0x62, &fcp, &fcp_length) && fcp_is_uicc(fcp, fcp_length);
}

/* 3GPP TS 51.011, 6.2: the first byte of an identifier shows whether it is that of an EF; issuers
 * set its b8 for files of their own. The fixed identifiers of PKCS #15 are an exception. */
static bool is_elementary(uint16_t file)
{
	unsigned first = file >> 8 & 0x7F;

	return first == 0x2F || first == 0x4F || first == 0x6F || file == PKCS15_OD ||
		file == PKCS15_TOKEN_INFO;
}

/* Selects files one after the other, as along a path. */
static void follow(struct apdu_selection *selected, const uint8_t *path, size_t length)
{
	for (size_t i = 0; i + 2 <= length; i += 2) {
		selected->file = (uint16_t)(path[i] << 8 | path[i + 1]);
		if (!is_elementary(selected->file))
			selected->directory = selected->file;
	}
}

static void select_file(struct apdu_selection *selected, uint8_t p1, const uint8_t *data,
                        size_t length)
{
	if (p1 == BY_NAME)
		*selected = (struct apdu_selection){.directory = ADF};
	else if (p1 == BY_PATH || (p1 == BY_IDENTIFIER && length == 0))
		*selected = (struct apdu_selection){MF, MF};
	else if (p1 == PARENT)
		*selected = (struct apdu_selection){0};
	if (p1 != BY_NAME)
		follow(selected, data, length);
}

/* Applications of many kinds keep their files in the directory of PKCS #15 (5.6). */
static bool is_pkcs15(const struct apdu_application *application)
{
	return application->selected.directory == PKCS15_DF &&
		(application->family == FAMILY_NONE || application->family == FAMILY_OTHER);
}

static void learn_selection(struct apdu_context *context, const struct apdu *apdu,
                            const uint8_t *command, const uint8_t *data, size_t length)
{
	struct apdu_application *application = &context->channels[channel_of(context->header[0])];
	bool fetched = is_get_response(apdu->cla, apdu->ins);
	const uint8_t *name;
	size_t name_length;

	if (!fetched)
		select_file(&application->selected, context->header[2], command + apdu->data_at,
		            apdu->nc);
	/* the full name, if only part of it was sent */
	if (context->header[2] == BY_NAME && apdu_get_name(data, length, &name, &name_length))
		remember(application, name, name_length);
	else if (context->header[2] == BY_NAME && !fetched)
		remember(application, command + apdu->data_at, apdu->nc);
	else if (application->family == FAMILY_NONE && is_uicc_fcp(data, length))
		application->family = FAMILY_UICC;
	else if (is_pkcs15(application))
		application->family = FAMILY_PKCS15;
}

uint8_t apdu_short_identifier(const struct apdu *apdu)
{
	switch (apdu->ins) {
	case 0x0E: /* ERASE BINARY */
	case 0xB0: /* READ BINARY */
	case 0xD0: /* WRITE BINARY */
	case 0xD6: /* UPDATE BINARY */
		return apdu->p1 & 0x80 ? apdu->p1 & 0x1F : 0;
	case 0x0C: /* ERASE RECORD */
	case 0xA2: /* SEARCH RECORD */
	case 0xB2: /* READ RECORD */
	case 0xD2: /* WRITE RECORD */
	case 0xDC: /* UPDATE RECORD */
	case 0xE2: /* APPEND RECORD */
		return apdu->p2 >> 3;
	default:
		return 0;
	}
}

/* PACE runs before any application is selected; its object identifier shows that the card is an
 * eMRTD or similar (ICAO Doc 9303-11, 4.4.4.1, 9.2.3). */
static void learn_pace(struct apdu_context *context, const struct apdu *apdu,
                       const uint8_t *command, uint16_t sw)
{
	static const uint8_t pace[] = {0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x04};
	const uint8_t *oid;
	size_t length;

	if (apdu->ins != MANAGE_ENVIRONMENT || apdu->p1 != 0xC1 || apdu->p2 != 0xA4 ||
	    (sw != 0x9000 && sw >> 4 != 0x63C) || !has_channels(apdu->cla) ||
	    !tlv_get(command + apdu->data_at, apdu->nc, 0x80, &oid, &length))
		return;
	struct apdu_application *application = &context->channels[cla_read(apdu->cla).channel];
	if (application->family == FAMILY_NONE && length > sizeof pace &&
	    memcmp(oid, pace, sizeof pace) == 0)
		application->family = FAMILY_EMRTD;
}

struct sw_context apdu_sw_context(const uint8_t *command, size_t length,
                                  const struct apdu_context *context)
{
	struct apdu apdu = apdu_read(command, length);

	return (struct sw_context){
		.known = length >= 2,
		.cla = apdu.cla,
		.ins = apdu.ins,
		.p1 = apdu.p1,
		.p2 = apdu.p2,
		.has_data = length > 5,
		.family = length >= 1 ? apdu_context_family(context, apdu.cla) : FAMILY_NONE,
	};
}

/* ISO/IEC 7816-4:2005, 7.4.1 */
static uint32_t asked_by_tag_list(const uint8_t *data, size_t nc)
{
	uint32_t tag = 0;

	if (nc < 3 || nc > 6 || data[0] != 0x5C || data[1] != nc - 2)
		return 0;
	for (size_t i = 2; i < nc; i++)
		tag = tag << 8 | data[i];
	return tag;
}

/* CTAP 2.1, 8: a number that a CBOR map may follow; anything else is the rest of a long command. */
static uint32_t asked_by_ctap(const uint8_t *data, size_t nc)
{
	enum { MAP = 5 };

	return nc == 1 || (nc > 1 && data[1] >> 5 == MAP) ? data[0] : 0;
}

static bool follows_ctap(const struct apdu_context *context)
{
	return context != NULL && context->has_header &&
		(context->header[1] & 0xFE) == CTAP_MESSAGE;
}

bool apdu_is_next_part(const struct apdu_context *context, const struct apdu *apdu)
{
	return context != NULL && context->goes_on && chain_continues(context->header, apdu);
}

/* The objects in a file of PKCS #15 have their meanings from the file. */
static uint32_t asked_by_file(const struct apdu_context *context, const struct apdu *apdu)
{
	if ((apdu->p1 & 0x80) != 0 || apdu_context_family(context, apdu->cla) != FAMILY_PKCS15)
		return 0;
	const struct apdu_application *application = &context->channels[channel_of(apdu->cla)];

	return pkcs15_objects(&application->files, application->selected.file);
}

uint32_t apdu_asked_object(const struct apdu_context *context, const struct apdu *apdu,
                           const uint8_t *data, size_t nc)
{
	if (apdu->ins == READ_BINARY)
		return asked_by_file(context, apdu);
	if (apdu->ins == GET_DATA)
		return asked_by_tag_list(data, nc);
	if (apdu->ins == CTAP_GET_RESPONSE && follows_ctap(context))
		return context->asked;
	if (apdu->ins == CTAP_MESSAGE)
		return apdu_is_next_part(context, apdu) ? context->asked : asked_by_ctap(data, nc);
	return 0;
}

/* The capability container of a type 4 tag (NFC Forum Type 4 Tag 3.0, 5.4) and the object directory
 * of PKCS #15 are read before the files that they name. */
static void learn_files(struct apdu_context *context, const struct apdu *apdu, const uint8_t *data,
                        size_t length)
{
	struct apdu_application *application = &context->channels[channel_of(apdu->cla)];
	struct apdu_selection *selected = &application->selected;

	if (apdu->ins != READ_BINARY || apdu->p1 != 0 || apdu->p2 != 0 || !has_channels(apdu->cla))
		return;
	if (application->family == FAMILY_NDEF && selected->file == NDEF_CONTAINER)
		(void)ndef_container_file(data, length, &selected->ndef_file,
		                          &selected->ndef_length_bytes);
	if (application->family == FAMILY_PKCS15 && selected->file == PKCS15_OD)
		pkcs15_learn(&application->files, data, length);
}

static uint16_t sw_of(const uint8_t *response, size_t length)
{
	return (uint16_t)(length < 2 ? 0 : response[length - 2] << 8 | response[length - 1]);
}

static bool succeeded(uint16_t sw)
{
	return sw == 0x9000 || sw >> 8 == 0x61 || sw >> 8 == 0x91;
}

/* ISO/IEC 7816-4:2005, 5.1.3: with 61XX there may be data already; after 6CXX the same command
 * follows with another Le. */
static void learn_frame(struct apdu_context *context, const uint8_t *response, size_t length)
{
	uint16_t sw = sw_of(response, length);
	bool more =
		(ins_group(context->header[0]) == INS_DESFIRE && sw == (0x9100 | MORE_FRAMES)) ||
		(sw >> 8 == 0x61 && length > 2);

	if (sw >> 8 == 0x6C)
		return;
	context->frames = (uint8_t)(!more ? 0 : context->frames + (context->frames < 255));
}

void apdu_context_learn(struct apdu_context *context, const uint8_t *command, size_t length,
                        const uint8_t *response, size_t response_length)
{
	struct apdu apdu = apdu_read(command, length);

	if (apdu.kind == APDU_INVALID)
		return;
	if (!apdu_fetches_more(context, apdu.cla, apdu.ins)) {
		uint32_t asked = apdu_asked_object(context, &apdu, command + apdu.data_at, apdu.nc);

		context->frames = 0;
		memcpy(context->header, command, sizeof context->header);
		context->has_header = true;
		context->asked = asked;
		context->goes_on = chain_goes_on(&apdu);
	}
	/* A chain ends with an error. A command whose response has data is not one of its parts:
	 * the steps of PACE have the class of a chain (ISO/IEC 7816-4:2005, 5.1.1.1; ICAO Doc
	 * 9303-11, 4.4.4). */
	if (context->goes_on &&
	    (!succeeded(sw_of(response, response_length)) || response_length > 2)) {
		context->goes_on = false;
		context->asked = 0;
	}
	learn_frame(context, response, response_length);
	if (response_length >= 2)
		learn_pace(context, &apdu, command, sw_of(response, response_length));
	if (!context->has_header || !has_files(context->header[0]) || response_length < 2 ||
	    !is_done(response, response_length))
		return;
	learn_files(context, &apdu, response, response_length - 2);
	if (context->header[1] == SELECT)
		learn_selection(context, &apdu, command, response, response_length - 2);
	else if (has_channels(apdu.cla) && apdu_short_identifier(&apdu) != 0)
		/* Selects a file; which one depends on the card (7.2.1, 7.3.1). */
		context->channels[channel_of(apdu.cla)].selected.file = 0;
}
